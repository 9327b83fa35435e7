// TraceQL metrics: series of the spans that a query finds.
import { accumulatorOf, type Accumulator } from "./accumulators.ts"
import type { Field, Metrics, Query } from "./ast.ts"
import { Comparer } from "./compare.ts"
import { exemplarOf, ExemplarQuota, type Exemplar } from "./exemplars.ts"
import { getterOf, typeOfField, type Value } from "./fields.ts"
import { fieldText } from "./print.ts"
import { secondStages, sortedByLabels } from "./second-stage.ts"
import { compileSpans, type Computed } from "./spansets.ts"
import { TraceView } from "./trace-view.ts"
import type { TraceStore } from "./trace-store.ts"
import { planWindows, type Intervals } from "./windows.ts"

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
  /** How much of the range was looked at, at most 1. */
  share: number
}

/** What takes the spans that a query finds, one by one. */
export interface Observer {
  observe(view: TraceView, at: number, interval: number): void
  series(scale: number): MetricsSeries[]
}

/** Runs a metrics query over the steps. */
export function evaluateMetrics(store: TraceStore, query: Query & { metrics: Metrics }, request: MetricsRequest): MetricsResult {
  const { metrics } = query
  const spansets = compileSpans(query.spans)
  const observer = metrics.kind === "compare" ? new Comparer(metrics, request.count) : new Grouped(metrics, request)
  const { windows, share } = planWindows(store, request, request.nowMs, request.budget)
  const result: MetricsResult = { series: [], inspectedTraces: 0, inspectedSpans: 0, share }
  for (const { fromMs, toMs } of windows) {
    for (const trace of store.traces(fromMs, toMs)) {
      result.inspectedTraces++
      result.inspectedSpans += trace.spans.length
      const view = new TraceView(trace)
      for (const { spans } of spansets(view)) observeSpans(observer, view, spans, request)
    }
  }
  result.series = secondStages(sortedByLabels(observer.series(1 / share)), query.after)
  return result
}

function observeSpans(observer: Observer, view: TraceView, spans: readonly number[], { firstMs, stepMs, count }: Intervals): void {
  for (const at of spans) {
    const interval = Math.ceil((Number(view.spans[at]!.startNs) / 1e6 - firstMs) / stepMs)
    if (interval >= 0 && interval < count) observer.observe(view, at, interval)
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

  constructor(metrics: PlainMetrics, request: MetricsRequest) {
    this.#metrics = metrics
    this.#request = request
    this.#by = metrics.by.map((field) => ({ field, get: getterOf(field) }))
    const { of } = metrics
    this.#of = of && { field: of, get: getterOf(of), isDuration: typeOfField(of) === "duration" }
    this.#quota = new ExemplarQuota(request.exemplars, request.count)
  }

  observe(view: TraceView, at: number, interval: number): void {
    const raw = this.#of?.get(view, at)
    if (this.#of && typeof raw !== "number") return
    const value = typeof raw === "number" ? (this.#of!.isDuration ? raw / 1e9 : raw) : 0
    const group = this.#groupOf(view, at)
    group.accumulator.add(interval, value)
    if (this.#request.exemplars === 0 || !this.#quota.take(interval)) return
    const over: Computed[] = this.#of ? [{ name: fieldText(this.#of.field), type: typeOfField(this.#of.field), value: raw }] : []
    const isHistogram = this.#metrics.kind === "histogram_over_time"
    group.exemplars.push(exemplarOf(view, at, interval, [...group.labels, ...over], this.#of && !isHistogram ? value : undefined))
  }

  #groupOf(view: TraceView, at: number): Group {
    const values = this.#by.map(({ get }) => get(view, at))
    const key = values.length === 1 ? values[0] : values.map((value) => `${typeof value}${String(value)}`).join("\0")
    const known = this.#groups.get(key)
    if (known) return known
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

  series(scale: number): MetricsSeries[] {
    const counts = this.#metrics.kind === "rate" || this.#metrics.kind === "count_over_time"
    if (this.#groups.size === 0 && counts && this.#by.length === 0) this.#groups.set(undefined, this.#newGroup([]))
    return [...this.#groups.values()].flatMap(({ labels, accumulator, exemplars }) => {
      const results = accumulator.results(scale)
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
