// GET /api/metrics/query_range and /api/metrics/query
import type { Metrics, Query } from "#demo/traceql/ast.ts"
import { durationText } from "#demo/traceql/durations.ts"
import type { Exemplar } from "#demo/traceql/exemplars.ts"
import { evaluateMetrics, type MetricsResult, type MetricsSeries } from "#demo/traceql/metrics.ts"
import { parseQuery } from "#demo/traceql/parse.ts"
import type { TraceStore } from "#demo/traceql/trace-store.ts"
import type { Intervals } from "#demo/traceql/strata.ts"
import type { Answer, Call } from "../api.ts"
import { BadRequest, exemplars, json, metricsRange, stepMs, type TempoLimits } from "./params.ts"
import { computedKeyValue } from "./values.ts"

/** compare() keeps every attribute of every span that it sees. */
const COMPARE_COSTS = 4

function metricsQuery({ params }: Call): Query & { metrics: Metrics } {
  const query = parseQuery(params.get("q") || params.get("query") || "")
  const { metrics } = query
  if (!metrics) throw new BadRequest("not a metrics query")
  return { ...query, metrics }
}

const budgetFor = ({ metrics }: { metrics: Metrics }, { metricsBudget }: TempoLimits) =>
  metrics.kind === "compare" ? Math.ceil(metricsBudget / COMPARE_COSTS) : metricsBudget

/** Series with a sample a step, at the step's end; the steps are aligned to 1970 as Tempo does. */
export function queryRange(store: TraceStore, call: Call, limits: TempoLimits): Answer {
  const range = metricsRange(call)
  const step = stepMs(call, range)
  if ((range.toMs - range.fromMs) / step > limits.maxIntervals)
    throw new BadRequest(
      `step of ${durationText(step * 1e6)} is too small, minimum step for given range is ` +
        durationText(Math.floor(((range.toMs - range.fromMs) * 1e6) / limits.maxIntervals)),
    )
  const query = metricsQuery(call)
  const firstMs = Math.floor(range.fromMs / step) * step
  const lastMs = Math.ceil(range.toMs / step) * step
  checkLength(firstMs, lastMs, limits)
  const intervals: Intervals = { firstMs, stepMs: step, count: Math.round((lastMs - firstMs) / step) + 1 }
  const result = evaluateMetrics(store, query, {
    ...intervals,
    nowMs: call.nowMs,
    budget: budgetFor(query, limits),
    exemplars: exemplars(call, query.hints.exemplars),
  })
  return json(withWords(result, (series) => rangeJson(series, intervals)))
}

/** One value for the whole range. */
export function queryInstant(store: TraceStore, call: Call, limits: TempoLimits): Answer {
  const range = metricsRange(call)
  const query = metricsQuery(call)
  checkLength(range.fromMs, range.toMs, limits)
  const step = Math.max(1, range.toMs - range.fromMs)
  const request = { firstMs: range.toMs, stepMs: step, count: 1, nowMs: call.nowMs, budget: budgetFor(query, limits), exemplars: 0 }
  return json(withWords(evaluateMetrics(store, query, request), instantJson))
}

const nanoseconds = (ms: number) => `${Math.round(ms)}000000`

function checkLength(fromMs: number, toMs: number, { metricsRangeMs }: TempoLimits): void {
  if (toMs - fromMs <= metricsRangeMs) return
  const [length, most] = [durationText((toMs - fromMs) * 1e6), durationText(metricsRangeMs * 1e6)]
  throw new BadRequest(
    `range specified by start and end (${length}) exceeds ${most}. received start=${nanoseconds(fromMs)} end=${nanoseconds(toMs)}`,
  )
}

/** Says so when only some of the traces were looked at, or only some of the series are told. */
function withWords(result: MetricsResult, write: (series: MetricsSeries) => object) {
  const { series, estimatedFrom, cutAt, inspectedTraces, inspectedSpans } = result
  const messages = [
    ...(estimatedFrom ? [`Estimated from an even sample of ${estimatedFrom.traces} of ${estimatedFrom.of} traces`] : []),
    ...(cutAt ? [`Response exceeds maximum series limit of ${cutAt}, a partial response is returned`] : []),
  ]
  return {
    series: series.map(write),
    metrics: {
      ...(inspectedTraces > 0 ? { inspectedTraces } : {}),
      completedJobs: 1,
      totalJobs: 1,
      ...(inspectedSpans > 0 ? { inspectedSpans: String(inspectedSpans) } : {}),
    },
    ...(messages.length > 0 ? { status: "PARTIAL", message: messages.join(". ") } : {}),
  }
}

/** Zero is left out, as protobuf's JSON does; what JSON has no word for is text. */
const valueJson = (value: number) =>
  value === 0 ? {} : { value: Number.isFinite(value) ? value : value > 0 ? "Infinity" : value < 0 ? "-Infinity" : "NaN" }

function rangeJson({ labels, values, exemplars }: MetricsSeries, { firstMs, stepMs }: Intervals) {
  const samples: object[] = []
  values.forEach((value, at) => {
    if (!Number.isNaN(value)) samples.push({ timestampMs: String(firstMs + at * stepMs), ...valueJson(value) })
  })
  const told = exemplars.filter(({ interval }) => !Number.isNaN(values[interval]))
  return {
    labels: labels.map(computedKeyValue),
    samples,
    ...(told.length > 0 ? { exemplars: told.map((exemplar) => exemplarJson(exemplar, values)) } : {}),
  }
}

const exemplarJson = ({ labels, value, timeMs, interval }: Exemplar, values: Float64Array) => ({
  labels: labels.map(computedKeyValue),
  ...valueJson(value ?? values[interval]!),
  timestampMs: String(timeMs),
})

const instantJson = ({ labels, values }: MetricsSeries) => ({
  labels: labels.map(computedKeyValue),
  ...(values.length > 0 ? valueJson(values[0]!) : {}),
})
