import { formatRange, type Locale } from "#lib/format/date.ts"
import { parseRange } from "#lib/time/range.ts"
import { zoneOf } from "#lib/time/zone.ts"
import { quickRangeOf } from "./quick-ranges.ts"

type Translate = (key: string, params?: Record<string, string | number>) => string

/** The part of a newer browser's globals that names its zone. */
export interface WithTemporal {
  Temporal?: { Now: { timeZoneId: () => string } }
}

/** The IANA zone that the reader's browser is in. A first formatter takes as long as a page's style: it is asked only where nothing else tells. */
export function ownZone(page: WithTemporal = globalThis as WithTemporal): string {
  return page.Temporal?.Now.timeZoneId() ?? (Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC")
}

/** A range as people say it: "Last 6 hours", else both ends in the zone, the day once when they share it. `t` is of `time`. */
export function rangeWords(range: { from: string; to: string }, timezone: string, locale: Locale, nowMs: number, t: Translate): string {
  const quick = quickRangeOf(range.from, range.to)
  if (quick?.last) return t(`last_${quick.last[1]}`, { count: quick.last[0] })
  if (quick?.name) return t(quick.name)
  try {
    const zone = zoneOf(timezone, ownZone())
    const { fromMs, toMs } = parseRange({ ...range, timezone: zone }, nowMs)
    return formatRange({ fromMs, toMs }, zone, locale)
  } catch {
    return `${range.from} – ${range.to}`
  }
}

/** A moment as the picker's inputs hold it: "2026-11-20 14:03:22" in the zone. */
export function inputTime(ms: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(ms)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ""
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}:${part("second")}`
}
