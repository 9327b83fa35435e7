import { AppError } from "#lib/http/errors.ts"

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Milliseconds a unit; `M` is 30 days and `y` 365, as Grafana and Prometheus count them. */
const unitMs: Record<string, number> = {
  ms: 1,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
  M: 30 * DAY,
  y: 365 * DAY,
}

const PART = /(\d{1,15}(?:\.\d{1,9})?)(ms|[smhdwMy])/gy

/**
 * Milliseconds of a duration: "1h30m", "15s", "500ms", "1.5h"; a bare number is seconds; a leading ">" ("at least") is allowed.
 * @throws {AppError} bad_request when it is none
 */
export function parseDuration(text: string): number {
  const ms = tryDuration(text)
  if (ms !== undefined) return ms
  throw new AppError("bad_request", "durationInvalid", { value: text.slice(0, 40) }, { safeForViewer: true })
}

/** As `parseDuration`, undefined when it is none. */
export function tryDuration(text: string): number | undefined {
  const body = text.trim().replace(/^>\s*/, "")
  if (/^\d{1,12}(\.\d{1,9})?$/.test(body)) return Number(body) * SECOND
  if (body === "" || body.length > 100) return undefined
  let total = 0
  let at = 0
  PART.lastIndex = 0
  for (let part = PART.exec(body); part; part = PART.exec(body)) {
    total += Number(part[1]) * (unitMs[part[2] ?? ""] ?? NaN)
    at = PART.lastIndex
  }
  return at === body.length && Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined
}

const written: [string, number][] = [
  ["d", DAY],
  ["h", HOUR],
  ["m", MINUTE],
  ["s", SECOND],
  ["ms", 1],
]

/** The shortest exact text that `parseDuration` reads back: 5400000 → "1h30m", 0 → "0s". */
export function durationText(ms: number): string {
  let rest = Math.round(ms)
  let text = ""
  for (const [unit, size] of written) {
    const count = Math.floor(rest / size)
    if (count > 0) text += `${count}${unit}`
    rest -= count * size
  }
  return text || "0s"
}

/** The largest whole unit alone, as `$__interval` is written: 90000 → "1m", 400 days → "1y". */
export function intervalText(ms: number): string {
  const units: [string, number][] = [["y", 365 * DAY], ...written]
  const [unit, size] = units.find(([, size]) => ms >= size) ?? ["ms", 1]
  return `${Math.floor(ms / size)}${unit}`
}

/** Hours, minutes and seconds as Go prints them: 60000 → "1m0s", 130000 → "2m10s"; below a second "500ms". */
export function goDurationText(ms: number): string {
  const whole = Math.round(ms)
  if (whole < SECOND) return `${whole}ms`
  const hours = Math.floor(whole / HOUR)
  const minutes = Math.floor((whole % HOUR) / MINUTE)
  const seconds = `${(whole % MINUTE) / SECOND}s`
  if (hours > 0) return `${hours}h${minutes}m${seconds}`
  return minutes > 0 ? `${minutes}m${seconds}` : seconds
}
