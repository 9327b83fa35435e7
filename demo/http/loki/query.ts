// query_range and query.
import type { Answer, Call } from "#demo/http/api.ts"
import { LogqlError } from "#demo/logql/errors.ts"
import { evaluate } from "#demo/logql/evaluate.ts"
import type { LogStore } from "#demo/logql/log-store.ts"
import { parseQuery } from "#demo/logql/parse.ts"
import { readLines } from "#demo/logql/read-lines.ts"
import { newReading, type Reading } from "#demo/logql/reading.ts"
import type { LogQuery, MetricExpr } from "#demo/logql/syntax.ts"
import { formatNumber } from "#demo/logql/units.ts"
import { constantSeries, type Steps } from "#demo/logql/vector.ts"
import { checkLength, checkLimit, directionOf, instantOf, limitOf, queryBounds, stepOf } from "./params.ts"
import { statsOf } from "./stats.ts"
import { streamsOf, wantsCategories } from "./streams.ts"
import { json } from "./text.ts"

interface Result {
  resultType: "streams" | "matrix" | "vector" | "scalar"
  encodingFlags?: string[]
  result: unknown[]
}

function answer(reading: Reading, since: number, { returned, ...result }: Result & { returned: number }): Answer {
  const warnings = reading.warnings.size > 0 ? { warnings: [...reading.warnings] } : {}
  const seconds = (performance.now() - since) / 1000
  return json({ status: "success", ...warnings, data: { ...result, stats: statsOf(reading, { seconds, returned }) } })
}

/** @throws {LogqlError} */
export function queryRange(store: LogStore, { params, headers, nowMs }: Call): Answer {
  const since = performance.now()
  const bounds = queryBounds(params, nowMs)
  const limit = limitOf(params)
  const direction = directionOf(params)
  const stepMs = stepOf(params, bounds)
  const query = parseQuery(params.get("query") ?? "")
  checkLength(bounds)
  const reading = newReading(store, nowMs)
  if (query.kind !== "log") return answer(reading, since, matrix(query, bounds, stepMs, reading))
  checkLimit(limit)
  return answer(reading, since, lines(query, { ...bounds, limit, direction }, reading, wantsCategories(headers)))
}

function lines(
  query: LogQuery,
  window: Parameters<typeof readLines>[1],
  reading: Reading,
  categorized: boolean,
): Result & { returned: number } {
  const whole = { ...window, fromMs: Math.ceil(window.fromMs), toMs: Math.ceil(window.toMs) }
  const entries = readLines(query, whole, reading)
  return {
    resultType: "streams",
    ...(categorized ? { encodingFlags: ["categorize-labels"] } : {}),
    result: streamsOf(entries, categorized),
    returned: entries.length,
  }
}

/** The steps start and end at whole steps around the range. */
function matrix(
  expr: MetricExpr,
  bounds: { fromMs: number; toMs: number },
  stepMs: number,
  reading: Reading,
): Result & { returned: number } {
  const startMs = Math.floor(bounds.fromMs / stepMs) * stepMs
  const count = Math.ceil((bounds.toMs - startMs) / stepMs) + 1
  const steps: Steps = { startMs, stepMs, count }
  const value = evaluate(expr, steps, reading)
  const series = typeof value === "number" ? [constantSeries(value, count)] : value
  const result = series.map(({ labels, values, present }) => {
    const points: [number, string][] = []
    for (let at = 0; at < count; at++) if (present[at]) points.push([(startMs + at * stepMs) / 1000, formatNumber(values[at]!)])
    return { metric: labels, values: points }
  })
  return { resultType: "matrix", result, returned: result.length }
}

/** @throws {LogqlError} */
export function queryInstant(store: LogStore, { params, nowMs }: Call): Answer {
  const since = performance.now()
  const timeMs = instantOf(params, nowMs)
  limitOf(params)
  directionOf(params)
  const expr = parseQuery(params.get("query") ?? "")
  if (expr.kind === "log")
    throw new LogqlError("log queries are not supported as an instant query type, please change your query to a range query type")
  const reading = newReading(store, nowMs)
  const value = evaluate(expr, { startMs: timeMs, stepMs: 1000, count: 1 }, reading)
  const seconds = Math.floor(timeMs) / 1000
  if (typeof value === "number")
    return answer(reading, since, { resultType: "scalar", result: [seconds, formatNumber(value)], returned: 1 })
  const result = value.map(({ labels, values }) => ({ metric: labels, value: [seconds, formatNumber(values[0]!)] }))
  return answer(reading, since, { resultType: "vector", result, returned: result.length })
}
