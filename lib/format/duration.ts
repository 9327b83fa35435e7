import type { Locale } from "./date.ts"

const SIZES: [unit: DurationUnit, ms: number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
  ["millisecond", 1],
]
export type DurationUnit = "year" | "week" | "day" | "hour" | "minute" | "second" | "millisecond"

const symbols = new Map<string, string>()

/** The unit's sign in the reader's language, as it stands right behind a number: "m", "분". */
export function unitSign(unit: DurationUnit, locale: Locale): string {
  const key = `${locale} ${unit}`
  const known = symbols.get(key)
  if (known !== undefined) return known
  const parts = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "narrow" }).formatToParts(2)
  const sign = parts.find((part) => part.type === "unit")?.value ?? unit
  symbols.set(key, sign)
  return sign
}

/**
 * "2m 5s", "2분 5초": the two largest units that count. Below a second "250ms"; 0 is "0s". Negative durations get a minus.
 * @param parts how many units at most
 */
export function formatDuration(ms: number, locale: Locale, parts = 2): string {
  if (!Number.isFinite(ms)) return "–"
  let rest = Math.round(Math.abs(ms))
  if (rest >= 1000) rest = Math.round(rest / 1000) * 1000
  const said: string[] = []
  for (const [unit, size] of SIZES) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) said.push(`${count}${unitSign(unit, locale)}`)
    // "1d 3s" would suggest a precision that nobody asked for: units follow each other.
    else if (said.length > 0) break
    if (said.length === parts) break
  }
  if (said.length === 0) said.push(`0${unitSign("second", locale)}`)
  return `${ms < 0 ? "-" : ""}${said.join(" ")}`
}
