import { type Locale } from "./date.ts"
import { type DurationUnit, unitSign } from "./duration.ts"
import { formatNumber, specialNumber } from "./number.ts"

/** Seconds of one of the unit. */
const seconds: Record<string, number> = { ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 }

/** The largest unit whose share is at least one; a year is the mean Gregorian one. */
const ladder: [least: number, name: string][] = [
  [3.155_69e7, "year"],
  [604_800, "week"],
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
  [1e-3, "ms"],
  [1e-6, "µs"],
  [0, "ns"],
]
const localised = new Set<string>(["year", "week", "day", "hour", "minute", "second"])

/** A length of time in the unit that suits it: 90 of "s" is "1.50 min"; `unit` is one of ns, µs, ms, s, m, h, d. */
export function scaledTime(value: number, unit: string, locale: Locale, decimals?: number): { text: string; suffix: string } {
  const special = specialNumber(value)
  if (special) return { text: special, suffix: "" }
  const length = value * (seconds[unit] ?? 1)
  if (value === 0) return { text: formatNumber(0, decimals), suffix: sign(unit, locale) }
  // Half a nanosecond of rounding must not turn 1 ms into 1,000 µs.
  const [least, name] = ladder.find(([least]) => Math.abs(length) >= least * (1 - 1e-12)) ?? [1e-9, "ns"]
  const size = length / (least || 1e-9)
  return { text: formatNumber(Number(size.toPrecision(12)), decimals), suffix: signOf(name, locale) }
}

const fullNames: Record<string, DurationUnit> = { s: "second", m: "minute", h: "hour", d: "day" }

function sign(unit: string, locale: Locale): string {
  return signOf(fullNames[unit] ?? unit, locale)
}

function signOf(name: string, locale: Locale): string {
  // "1.5 m" alone would be read as metres.
  if (name === "minute" && locale === "en") return "min"
  return localised.has(name) ? unitSign(name as DurationUnit, locale) : name
}

const two = (value: number) => String(value).padStart(2, "0")

/** "26:03:07" of seconds; with `days` "1 d 02:03:07". */
export function clockText(value: number, locale: Locale, days: boolean): string {
  const special = specialNumber(value)
  if (special) return special
  const whole = Math.round(Math.abs(value))
  const day = days ? Math.floor(whole / 86_400) : 0
  const rest = whole - day * 86_400
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(rest % 60)}`
  return `${value < 0 ? "-" : ""}${day > 0 ? `${day}${unitSign("day", locale)} ` : ""}${clock}`
}
