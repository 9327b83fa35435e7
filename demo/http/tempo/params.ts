// Parameters of Tempo's API, refused in its words.
import { durationNs, durationText } from "#demo/traceql/durations.ts"
import type { Answer, Call } from "../api.ts"

/** A request that Tempo answers with 400 and this text. */
export class BadRequest extends Error {}

export const plain = (status: number, body: string): Answer => ({ status, type: "text/plain; charset=utf-8", body })
export const json = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body) })

/** How much the API allows; the real server's defaults. */
export interface TempoLimits {
  searchRangeMs: number
  metricsRangeMs: number
  maxIntervals: number
  /** Traces that one search looks at before it answers with what it has. */
  searchBudget: number
  /** Traces that one metrics query looks at; a range with more is estimated from a sample. */
  metricsBudget: number
  tagBudget: number
  /** How far back a request without a range reaches. */
  recentMs: number
}

export const TEMPO_LIMITS: TempoLimits = {
  searchRangeMs: 168 * 3_600_000,
  metricsRangeMs: 24 * 3_600_000,
  maxIntervals: 10_000,
  searchBudget: 4000,
  metricsBudget: 2000,
  tagBudget: 1500,
  recentMs: 1_800_000,
}

const MAX_EXEMPLARS = 100

/** A whole number, or `absent` when the parameter is not there. */
export function integer({ params }: Call, name: string, absent: number): number {
  const text = params.get(name)
  if (text === null || text === "") return absent
  if (!/^\d{1,15}$/.test(text)) throw new BadRequest(`invalid ${name}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`)
  return Number(text)
}

/** A whole number above 0. */
export function positive(call: Call, name: string, absent: number): number {
  const value = integer(call, name, absent)
  if (value === 0) throw new BadRequest(`invalid ${name}: must be a positive number`)
  return value
}

export interface Range {
  fromMs: number
  toMs: number
}

/** start and end in seconds; without both, what is recent. */
export function secondsRange(call: Call, recentMs: number, maxMs = Number.POSITIVE_INFINITY): Range {
  const start = integer(call, "start", 0)
  const end = integer(call, "end", 0)
  if (start === 0 && end === 0) return { fromMs: call.nowMs - recentMs, toMs: call.nowMs }
  if (end <= start) throw new BadRequest(`http parameter start must be before end. received start=${start} end=${end}`)
  if ((end - start) * 1000 > maxMs)
    throw new BadRequest(`range specified by start and end exceeds ${durationText(maxMs * 1e6)}. received start=${start} end=${end}`)
  return { fromMs: start * 1000, toMs: Math.min(end * 1000, call.nowMs) }
}

/** Seconds, a fraction of them, nanoseconds (more than ten digits) or RFC 3339. */
function time(text: string, name: string): number {
  const number = Number(text)
  const ms = Number.isNaN(number) ? Date.parse(text) : /^\d{11,}$/.test(text) ? Math.floor(number / 1e6) : number * 1000
  if (!Number.isFinite(ms))
    throw new BadRequest(`could not parse '${name}' parameter: cannot parse ${JSON.stringify(text)} to a valid timestamp`)
  return ms
}

/** The range of the metrics endpoints: start and end in many forms, or `since` a duration before the end; an hour when nothing is said. */
export function metricsRange({ params, nowMs }: Call): Range {
  const toMs = params.get("end") ? time(params.get("end")!, "end") : nowMs
  const since = params.get("since") || "1h"
  const sinceNs = durationNs(since)
  if (sinceNs === undefined)
    throw new BadRequest(`could not parse 'since' parameter: not a valid duration string: ${JSON.stringify(since)}`)
  const fromMs = params.get("start") ? time(params.get("start")!, "start") : toMs - sinceNs / 1e6
  if (fromMs > toMs) throw new BadRequest("end must be greater than start")
  return { fromMs, toMs }
}

/** The step, in ms: a duration or seconds; without one about 240 steps. */
export function stepMs({ params }: Call, { fromMs, toMs }: Range): number {
  const text = params.get("step")
  if (!text) return defaultStep(toMs - fromMs)
  const ms = /^\d*\.?\d+$/.test(text) ? Number(text) * 1000 : (durationNs(text) ?? Number.NaN) / 1e6
  if (Number.isNaN(ms)) throw new BadRequest(`cannot parse ${JSON.stringify(text)} to a valid duration`)
  if (ms <= 0) throw new BadRequest("step must be greater than 0")
  return ms
}

function defaultStep(rangeMs: number): number {
  const wanted = rangeMs / 240
  const fives = Math.floor(wanted / 5000) * 5000
  return fives >= 5000 ? fives : Math.max(1000, Math.floor(wanted / 1000) * 1000)
}

/** How many exemplars are wanted, at most 100; a hint of the query says more than the address. */
export function exemplars(call: Call, hint: unknown): number {
  if (hint === false) return 0
  const wanted = typeof hint === "number" ? hint : integer(call, "exemplars", MAX_EXEMPLARS)
  return Math.max(0, Math.min(Math.floor(wanted), MAX_EXEMPLARS))
}
