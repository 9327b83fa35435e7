// Loki's parameters: how it reads times, steps and limits, and what it says when it can't.
import { LogqlError } from "#demo/logql/errors.ts"
import { formatDuration, parseDuration } from "#demo/logql/units.ts"

const HOUR_MS = 3_600_000
const MAX_LENGTH_MS = 721 * HOUR_MS
const MAX_POINTS = 11_000
const MAX_LINES = 5000

const unreadable = (text: string) => `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`

/** Milliseconds: digits are nanoseconds, up to ten of them seconds; with a point seconds; else RFC 3339. */
export function parseTime(text: string): number | undefined {
  if (/^-?\d*\.\d*$/.test(text) && /\d/.test(text)) return Number(text) * 1000
  if (/^-?\d+$/.test(text)) return text.length <= 10 ? Number(text) * 1000 : Number(text) / 1e6
  const parsed = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text.replace(/(\.\d{3})\d+/, "$1")) : Number.NaN
  return Number.isNaN(parsed) ? undefined : parsed
}

function timeOf(params: URLSearchParams, name: string, fallback: number): number {
  const text = params.get(name)
  if (!text) return fallback
  const time = parseTime(text)
  if (time === undefined) throw new LogqlError(`could not parse '${name}' parameter: ${unreadable(text)}`)
  return time
}

/** @param length of the range when nothing is said */
export function boundsOf(params: URLSearchParams, nowMs: number, length = HOUR_MS): { fromMs: number; toMs: number } {
  const toMs = timeOf(params, "end", nowMs)
  const since = params.get("since")
  const sinceSeconds = since ? parseDuration(since, true) : length / 1000
  if (sinceSeconds === undefined)
    throw new LogqlError(`could not parse 'since' parameter: not a valid duration string: ${JSON.stringify(since)}`)
  return { fromMs: timeOf(params, "start", Math.min(toMs, nowMs) - sinceSeconds * 1000), toMs }
}

/** As `boundsOf`, held to Loki's rules for a query. */
export function queryBounds(params: URLSearchParams, nowMs: number): { fromMs: number; toMs: number } {
  const { fromMs, toMs } = boundsOf(params, nowMs)
  if (toMs <= fromMs) throw new LogqlError("end timestamp must not be before or equal to start time")
  return { fromMs, toMs }
}

/** Whole milliseconds of what there can be by now. @throws {LogqlError} when it is too long */
export function windowOf(params: URLSearchParams, nowMs: number, length = HOUR_MS): { from: number; to: number } {
  const bounds = boundsOf(params, nowMs, length)
  checkLength(bounds)
  return { from: Math.floor(bounds.fromMs), to: Math.min(Math.ceil(bounds.toMs), Math.floor(nowMs) + 1) }
}

export function checkLength({ fromMs, toMs }: { fromMs: number; toMs: number }): void {
  if (toMs - fromMs > MAX_LENGTH_MS)
    throw new LogqlError(
      `the query time range exceeds the limit (query length: ${formatDuration(Math.round(toMs - fromMs))}, limit: 30d1h)`,
    )
}

export const instantOf = (params: URLSearchParams, nowMs: number) => timeOf(params, "time", nowMs)

/** Milliseconds; seconds or a duration in the text. */
export function stepOf(params: URLSearchParams, { fromMs, toMs }: { fromMs: number; toMs: number }, least = 1): number {
  const text = params.get("step")
  if (!text) return Math.max(Math.floor((toMs - fromMs) / 250_000), least) * 1000
  const seconds = /^-?[\d.]+(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : parseDuration(text, true)
  if (seconds === undefined || Number.isNaN(seconds)) throw new LogqlError(`cannot parse ${JSON.stringify(text)} to a valid duration`)
  if (seconds <= 0) throw new LogqlError("zero or negative query resolution step widths are not accepted. Try a positive integer")
  if ((toMs - fromMs) / (seconds * 1000) > MAX_POINTS)
    throw new LogqlError("exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter")
  return Math.max(Math.round(seconds * 1000), 1)
}

export function limitOf(params: URLSearchParams, name = "limit", fallback = 100): number {
  const text = params.get(name)
  if (!text) return fallback
  if (!/^[+-]?\d+$/.test(text)) throw new LogqlError(unreadable(text))
  const limit = Number(text)
  if (limit <= 0) throw new LogqlError("limit must be a positive value")
  return limit
}

/** Of lines. */
export function checkLimit(limit: number): void {
  if (limit > MAX_LINES)
    throw new LogqlError(`max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${MAX_LINES})`)
}

export function directionOf(params: URLSearchParams): "forward" | "backward" {
  const text = params.get("direction") ?? ""
  const direction = text === "" ? "backward" : text.toLowerCase()
  if (direction !== "forward" && direction !== "backward") throw new LogqlError(`invalid direction '${text}'`)
  return direction
}
