import { tzOffset } from "@date-fns/tz"
import { AppError } from "#lib/http/errors.ts"

const known = new Map<string, boolean>([["UTC", true]])

/** Whether the runtime knows this IANA zone. */
export function isTimezone(name: string): boolean {
  const cached = known.get(name)
  if (cached !== undefined) return cached
  const answer = name.length <= 64 && accepts(name)
  if (known.size < 2000) known.set(name, answer)
  return answer
}

function accepts(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}

/**
 * IANA zone of a setting: "utc" is UTC; "browser" and absent are `own` (the reader's zone where it is known, else UTC).
 * @throws {AppError} bad_request for an unknown zone
 */
export function zoneOf(setting: string | undefined, own = "UTC"): string {
  if (setting === undefined || setting === "" || setting === "browser") return own
  if (setting.toLowerCase() === "utc") return "UTC"
  if (isTimezone(setting)) return setting
  throw new AppError("bad_request", "timezoneInvalid", { value: setting.slice(0, 64) }, { safeForViewer: true })
}

/** Offset of the zone from UTC at that moment, in milliseconds (Asia/Seoul: 32400000). */
export function zoneOffsetMs(timezone: string, atMs: number): number {
  return timezone === "UTC" ? 0 : tzOffset(timezone, new Date(atMs)) * 60_000
}
