// TraceQL metrics: series of the spans that a query finds.
import { accumulatorOf, type Accumulator } from "./accumulators.ts"
import type { Field, Metrics, Query } from "./ast.ts"
import { Comparer } from "./compare.ts"
import { exemplarOf, ExemplarQuota, type Exemplar } from "./exemplars.ts"
import { getterOf, typeOfField, type Value } from "./fields.ts"
import { newestOf } from "./newest.ts"
import { fieldText } from "./print.ts"
import { relevantShapes, shapeDecides } from "./relevance.ts"
import { secondStages, sortedByLabels } from "./second-stage.ts"
import { compileSpans, type Computed, type Spanset } from "./spansets.ts"
import { standings, type Intervals } from "./strata.ts"
import { TraceView } from "./trace-view.ts"
import type { Trace, TraceStore } from "./trace-store.ts"

export interface MetricsSeries {
  labels: Computed[]
  /** One a step; NaN: no sample. */
  values: Float64Array
  exemplars: Exemplar[]
}

export interface MetricsRequest extends Intervals {
  nowMs: number
  /** About how many traces may be looked at. */
  budget: number
  exemplars: number
}

export interface MetricsResult {
  series: MetricsSeries[]
  inspectedTraces: number
  inspectedSpans: number
  /** How many traces were estimated from those that were inspected, and these; absent when nothing is an estimate. */
  estimatedFrom?: { traces: number; of: number }
  /** How many series were let in when there were more. */
  cutAt?: number
}

/** What takes the spans that a query finds, one by one. */
export interface Observer {
  /** `weights`: for how many spans like it this one stands in each step from `first` on. */
  observe(view: TraceView, at: number, first: number, weights: Float64Array): void
  /** At most `limit`. */
  series(limit: number): MetricsSeries[]
  /** Whether there would have been more. */
  readonly wasCut: boolean
}

const MAX_SERIES = 1000
/** Steps of all series together; more would be an answer that nobody can read. */
const MAX_CELLS = 500_000

/** Spans begin after their trace's root. */
const LOOK_BACK_MS = 30_000
const ONE = Float64Array.of(1)

/** Runs a metrics query over the steps: over all its traces while the budget allows, else over some that stand for the rest. */
export function evaluateMetrics(store: TraceStore, query: Query & { metrics: Metrics }, request: MetricsRequest): MetricsResult {
  const { metrics } = query
  const limit = Math.max(1, Math.min(MAX_SERIES, Math.floor(MAX_CELLS / request.count)))
  const observer = metrics.kind === "compare" ? new Comparer(metrics, request.count) : new Grouped(metrics, request, limit)
  const result: MetricsResult = { series: [], inspectedTraces: 0, inspectedSpans: 0 }
  const fromMs = request.firstMs - request.stepMs - LOOK_BACK_MS
  const endMs = Math.min(request.firstMs + (request.count - 1) * request.stepMs + 1, request.nowMs)
  const shapes = relevantShapes(store, query.spans, fromMs, endMs)
  const total = shapes.reduce((sum, shape) => sum + shape.count(fromMs, endMs), 0)
  const find = compileSpans(query.spans)
  const spansets = (trace: Trace) => {
    const view = new TraceView(trace)
    result.inspectedTraces++
    result.inspectedSpans += view.spans.length
    return { view, sets: find(view) }
  }
  if (total <= request.budget) {
    for (const trace of newestOf(store, shapes, fromMs, endMs)) observeAll(observer, spansets(trace), request)
  } else {
    const single = shapeDecides(query)
    for (const { trace, first, weights } of standings(shapes, request, endMs, { budget: request.budget, single })) {
      const { view, sets } = spansets(trace)
      for (const { spans } of sets) for (const at of spans) observer.observe(view, at, first, weights)
    }
    if (!single) result.estimatedFrom = { traces: result.inspectedTraces, of: total }
  }
  result.series = secondStages(sortedByLabels(observer.series(limit)), query.after)
  if (observer.wasCut) result.cutAt = limit
  return result
}

/** The step that a span belongs to; outside of the range it is −1. */
function intervalOf(view: TraceView, at: number, { firstMs, stepMs, count }: Intervals): number {
  const interval = Math.max(-1, Math.ceil((Number(view.spans[at]!.startNs) / 1e6 - firstMs) / stepMs))
  return interval < count ? interval : -1
}

function observeAll(observer: Observer, { view, sets }: { view: TraceView; sets: Spanset[] }, intervals: Intervals): void {
  for (const { spans } of sets)
    for (const at of spans) {
      const interval = intervalOf(view, at, intervals)
      if (interval >= 0) observer.observe(view, at, interval, ONE)
    }
}

interface Group {
  labels: Computed[]
  accumulator: Accumulator
  exemplars: Exemplar[]
}

type PlainMetrics = Exclude<Metrics, { kind: "compare" }>

class Grouped implements Observer {
  readonly #metrics: PlainMetrics
  readonly #request: MetricsRequest
  readonly #by: readonly { field: Field; get: ReturnType<typeof getterOf> }[]
  readonly #of: { field: Field; get: ReturnType<typeof getterOf>; isDuration: boolean } | undefined
  readonly #groups = new Map<Value, Group>()
  readonly #quota: ExemplarQuota
  readonly #limit: number
  wasCut = false

  constructor(metrics: PlainMetrics, request: MetricsRequest, limit: number) {
    this.#limit = limit
    this.#metrics = metrics
    this.#request = request
    this.#by = metrics.by.map((field) => ({ field, get: getterOf(field) }))
    const { of } = metrics
    this.#of = of && { field: of, get: getterOf(of), isDuration: typeOfField(of) === "duration" }
    this.#quota = new ExemplarQuota(request.exemplars, request.count)
  }

  observe(view: TraceView, at: number, first: number, weights: Float64Array): void {
    const raw = this.#of?.get(view, at)
    if (this.#of && typeof raw !== "number") return
    const value = typeof raw === "number" ? (this.#of!.isDuration ? raw / 1e9 : raw) : 0
    const group = this.#groupOf(view, at)
    if (!group) return
    group.accumulator.add(first, weights, value)
    const interval = intervalOf(view, at, this.#request)
    if (interval < 0 || this.#request.exemplars === 0 || !this.#quota.take(interval)) return
    const over: Computed[] = this.#of ? [{ name: fieldText(this.#of.field), type: typeOfField(this.#of.field), value: raw }] : []
    const isHistogram = this.#metrics.kind === "histogram_over_time"
    group.exemplars.push(exemplarOf(view, at, interval, [...group.labels, ...over], this.#of && !isHistogram ? value : undefined))
  }

  #groupOf(view: TraceView, at: number): Group | undefined {
    const values = this.#by.map(({ get }) => get(view, at))
    const key = values.length === 1 ? values[0] : values.map((value) => `${typeof value}${String(value)}`).join("\0")
    const known = this.#groups.get(key)
    if (known) return known
    if (this.#groups.size >= this.#limit) {
      this.wasCut = true
      return undefined
    }
    const labels = this.#by.map(({ field }, n) => ({ name: fieldText(field), type: typeOfField(field), value: values[n] }))
    const present = labels.filter(({ value }) => value !== undefined)
    const group = this.#newGroup(present.length > 0 ? present : labels.slice(0, 1))
    this.#groups.set(key, group)
    return group
  }

  #newGroup(labels: Computed[]): Group {
    const type = this.#of?.isDuration ? "duration" : "attribute"
    return { labels, accumulator: accumulatorOf(this.#metrics, type, this.#request.count, this.#request.stepMs), exemplars: [] }
  }

  series(limit: number): MetricsSeries[] {
    const all = this.#allSeries()
    this.wasCut ||= all.length > limit
    return all.slice(0, limit)
  }

  #allSeries(): MetricsSeries[] {
    const counts = this.#metrics.kind === "rate" || this.#metrics.kind === "count_over_time"
    if (this.#groups.size === 0 && counts && this.#by.length === 0) this.#groups.set(undefined, this.#newGroup([]))
    return [...this.#groups.values()].flatMap(({ labels, accumulator, exemplars }) => {
      const results = accumulator.results()
      return results.map(({ label, values }, n) => {
        const all = [...labels, ...(label ? [label] : [])]
        return {
          labels: all.length > 0 ? all : [{ name: "__name__", type: "string", value: this.#metrics.kind } as const],
          values,
          exemplars: exemplars.filter((exemplar) => nearest(results, exemplar, this.#metrics.kind) === n),
        }
      })
    })
  }
}

/** To which of a group's lines an exemplar belongs: its bucket, or the quantile whose value is next to its own. */
function nearest(results: ReturnType<Accumulator["results"]>, { labels, value, interval }: Exemplar, kind: Metrics["kind"]): number {
  if (results.length === 1) return 0
  if (kind === "histogram_over_time") {
    const over = labels.at(-1)!
    const number = over.type === "duration" ? Number(over.value) / 1e9 : Number(over.value)
    return results.findIndex(({ label }) => Number(label!.value) >= number)
  }
  const distances = results.map(({ values }) => Math.abs(values[interval]! - value!))
  return distances.indexOf(Math.min(...distances))
}
