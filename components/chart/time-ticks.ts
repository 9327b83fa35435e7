import { zoneOffsetMs } from "#lib/time/zone.ts"

export interface TimeTick {
  timeMs: number
  label: string
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500].concat(
  [1, 2, 5, 10, 15, 30].map((n) => n * second),
  [1, 2, 5, 10, 15, 30].map((n) => n * minute),
  [1, 2, 3, 6, 12].map((n) => n * hour),
  [1, 2, 4, 7, 14].map((n) => n * day),
)
const monthSteps = [1, 2, 3, 6, 12, 24, 60]

export interface TickInput {
  fromMs: number
  toMs: number
  /** Pixels of the axis. */
  width: number
  /** IANA zone; ticks stand on its wall clock. */
  timezone: string
  locale: "en" | "ko"
}

/** Ticks on round wall-clock times, at least 80 px apart. Midnights show the day. */
export function timeTicks({ fromMs, toMs, width, timezone, locale }: TickInput): TimeTick[] {
  const span = toMs - fromMs
  if (!(span > 0) || width <= 0) return []
  const least = span / Math.max(1, Math.floor(width / 80))
  const step = steps.find((one) => one >= least)
  const times = step === undefined ? monthTimes(fromMs, toMs, least, timezone) : stepTimes(fromMs, toMs, step, timezone)
  return times.map((timeMs) => ({ timeMs, label: labelOf(timeMs, step ?? 30 * day, timezone, locale) }))
}

function stepTimes(fromMs: number, toMs: number, step: number, timezone: string): number[] {
  const times: number[] = []
  const offset = zoneOffsetMs(timezone, fromMs)
  for (let wall = Math.ceil((fromMs + offset) / step) * step; wall - offset <= toMs + day && times.length < 200; wall += step) {
    // The offset changes where the clocks do: the tick stays on the wall's round time.
    const time = step < hour ? wall - offset : wall - zoneOffsetMs(timezone, wall - offset)
    if (time >= fromMs && time <= toMs) times.push(time)
    if (time > toMs) break
  }
  return times
}

function monthTimes(fromMs: number, toMs: number, least: number, timezone: string): number[] {
  const stride = monthSteps.find((months) => months * 28 * day >= least) ?? 120
  const start = new Date(fromMs + zoneOffsetMs(timezone, fromMs))
  const times: number[] = []
  for (let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / stride) * stride; times.length < 200; month += stride) {
    const wall = Date.UTC(Math.floor(month / 12), month % 12, 1)
    const time = wall - zoneOffsetMs(timezone, wall - zoneOffsetMs(timezone, wall))
    if (time > toMs) break
    if (time >= fromMs) times.push(time)
  }
  return times
}

function labelOf(timeMs: number, step: number, timezone: string, locale: string): string {
  if (step >= 28 * day) return formatter(locale, timezone, { year: "numeric", month: "short" }).format(timeMs)
  const sinceMidnight = (((timeMs + zoneOffsetMs(timezone, timeMs)) % day) + day) % day
  if (step >= day || sinceMidnight === 0) return formatter(locale, timezone, { month: "short", day: "numeric" }).format(timeMs)
  if (step >= minute) return formatter(locale, timezone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(timeMs)
  const fractionalSecondDigits = step >= second ? undefined : (3 as const)
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", fractionalSecondDigits } as const
  return formatter(locale, timezone, clock).format(timeMs)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, timezone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timezone} ${JSON.stringify(options)}`
  let known = formatters.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { ...options, timeZone: timezone })
    formatters.set(key, known)
  }
  return known
}
