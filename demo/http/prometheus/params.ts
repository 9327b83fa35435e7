// The parameters of Prometheus' HTTP API, refused in its words.
import { durationMs } from "../../promql/literals.ts"

export class BadParameter extends Error {
  constructor(name: string, reason: string) {
    super(`invalid parameter "${name}": ${reason}`)
  }
}

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Milliseconds of unix seconds or of an RFC 3339 time; undefined when it is neither. */
function timeMs(text: string): number | undefined {
  if (NUMBER.test(text)) return Math.round(Number(text) * 1000)
  const ms = RFC3339.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(ms) ? undefined : ms
}

/** @throws BadParameter when it is absent or no time */
export function requiredTime(params: URLSearchParams, name: string): number {
  const text = params.get(name) ?? ""
  const ms = timeMs(text)
  if (ms === undefined) throw new BadParameter(name, `cannot parse "${text}" to a valid timestamp`)
  return ms
}

/** `otherwise` when it is absent. @throws BadParameter */
export function optionalTime(params: URLSearchParams, name: string, otherwise: number): number {
  const text = params.get(name)
  if (!text) return otherwise
  const ms = timeMs(text)
  if (ms === undefined) throw new BadParameter(name, `invalid time value for '${name}': cannot parse "${text}" to a valid timestamp`)
  return ms
}

/** Milliseconds of seconds or of "1h30m". @throws BadParameter */
export function duration(params: URLSearchParams, name: string): number {
  const text = params.get(name) ?? ""
  if (NUMBER.test(text)) return Number(text) * 1000
  try {
    return durationMs(text)
  } catch {
    throw new BadParameter(name, `cannot parse "${text}" to a valid duration`)
  }
}

/** undefined: no limit. @throws BadParameter */
export function limit(params: URLSearchParams): number | undefined {
  const text = params.get("limit")
  if (!text) return undefined
  if (!/^[+-]?\d+$/.test(text)) throw new BadParameter("limit", `strconv.Atoi: parsing "${text}": invalid syntax`)
  if (Number(text) < 0) throw new BadParameter("limit", "limit must be non-negative")
  return Number(text) || undefined
}
