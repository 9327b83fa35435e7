// Durations as Go writes and reads them; in nanoseconds, as numbers (exact up to 104 days).

const UNIT_NS: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
  d: 86_400e9,
  w: 604_800e9,
  y: 31_536_000e9,
}
const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h|d|w|y)/y

/** "1m30s", "1.5h", "7d" in nanoseconds; undefined for what is no duration. */
export function durationNs(text: string): number | undefined {
  let total = 0
  PART.lastIndex = 0
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    const part = PART.exec(text)
    if (!part) return undefined
    total += Number(part[1]) * UNIT_NS[part[2]!]!
  }
  return text === "" ? undefined : Math.round(total)
}

const trimmed = (value: number, digits: number) => value.toFixed(digits).replace(/\.?0+$/, "")

/** As Go prints a duration: "1.5s", "2m0s", "947µs". */
export function durationText(ns: number): string {
  if (ns < 0) return `-${durationText(-ns)}`
  if (ns === 0) return "0s"
  if (ns < 1e3) return `${ns}ns`
  if (ns < 1e6) return `${trimmed(ns / 1e3, 3)}µs`
  if (ns < 1e9) return `${trimmed(ns / 1e6, 6)}ms`
  const minutes = Math.floor(ns / 60e9)
  const seconds = `${(ns - minutes * 60e9) % 1e9 === 0 ? (ns - minutes * 60e9) / 1e9 : trimmed((ns - minutes * 60e9) / 1e9, 9)}s`
  if (minutes === 0) return seconds
  return minutes < 60 ? `${minutes}m${seconds}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`
}
