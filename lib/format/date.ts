export type Locale = "en" | "ko"

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const kept = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options)
  if (formatters.size < 500) formatters.set(key, kept)
  return kept
}

export interface TimeOptions {
  /** Default: yes. */
  date?: boolean
  /** Default: no; say yes where the year is not the reader's own. */
  year?: boolean
  /** Digits of the clock; default "seconds". */
  clock?: "minutes" | "seconds" | "milliseconds" | "none"
  /** The zone's name in brackets; default: no. */
  zone?: boolean
}

const clocks: Record<NonNullable<TimeOptions["clock"]>, Intl.DateTimeFormatOptions> = {
  none: {},
  minutes: { hour: "2-digit", minute: "2-digit" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  milliseconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 },
}

/**
 * A moment as readers see it: "Nov 20, 14:03:22 (KST)", "11월 20일 14:03:22 (KST)".
 * @param ms epoch milliseconds
 * @param timezone IANA zone
 */
export function formatTime(ms: number, timezone: string, locale: Locale, options: TimeOptions = {}): string {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return "–"
  const { date = true, year = false, clock = "seconds", zone = false } = options
  const day: Intl.DateTimeFormatOptions = date ? { month: "short", day: "numeric", ...(year ? { year: "numeric" } : {}) } : {}
  const text = formatter(locale, { ...day, ...clocks[clock], hourCycle: "h23", timeZone: timezone }).format(ms)
  return zone ? `${text} (${zoneName(ms, timezone)})` : text
}

/** Both ends, the date of the second one only where it differs: "Nov 20, 14:00 – 15:30 (KST)". */
export function formatRange(range: { fromMs: number; toMs: number }, timezone: string, locale: Locale): string {
  const day = (ms: number) => formatter("en", { dateStyle: "short", timeZone: timezone }).format(ms)
  const year = (ms: number) => formatter("en", { year: "numeric", timeZone: timezone }).format(ms)
  const years = year(range.fromMs) !== year(range.toMs)
  const from = formatTime(range.fromMs, timezone, locale, { clock: "minutes", year: years })
  const sameDay = day(range.fromMs) === day(range.toMs)
  return `${from} – ${formatTime(range.toMs, timezone, locale, { clock: "minutes", date: !sameDay, year: years, zone: true })}`
}

/** Abbreviations that CLDR knows in no English. */
const asian: Record<string, string> = { "Asia/Seoul": "KST", "Asia/Tokyo": "JST" }
const speakers = ["en-US", "en-GB", "en-AU", "en-IN"]

/** "KST", "CET", "EDT"; "GMT+8" where no English has a name for it. */
export function zoneName(ms: number, timezone: string): string {
  if (timezone === "UTC") return "UTC"
  const known = asian[timezone]
  if (known) return known
  const names = speakers.map((locale) => {
    const parts = formatter(locale, { timeZone: timezone, timeZoneName: "short" }).formatToParts(ms)
    return parts.find((part) => part.type === "timeZoneName")?.value ?? ""
  })
  return names.find((name) => !/^GMT[+-]/.test(name)) ?? names[0] ?? timezone
}

const ages: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
]

/** "5m ago", "5분 전", "in 2h"; goes with the absolute time on hover. */
export function formatAge(ms: number, nowMs: number, locale: Locale): string {
  const distance = ms - nowMs
  const [unit, size] = ages.find(([, size]) => Math.abs(distance) >= size) ?? ["second", 1000]
  // −0 is "0s ago"; 0 would be "in 0s".
  const count = Math.trunc(distance / size) || -0
  return new Intl.RelativeTimeFormat(locale, { style: "narrow", numeric: "always" }).format(count, unit)
}
