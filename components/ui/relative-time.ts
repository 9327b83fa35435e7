const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
]

/** The distance of two moments (epoch ms) in its largest whole unit; negative is the past. */
export function relativeParts(atMs: number, nowMs: number): { amount: number; unit: Intl.RelativeTimeFormatUnit } {
  const distance = atMs - nowMs
  const [unit, size] = units.find(([, size]) => Math.abs(distance) >= size) ?? ["second", 1000]
  return { amount: Math.trunc(distance / size) || 0, unit }
}
