// Durations, sizes and numbers as Go reads and writes them.

const SECONDS: Record<string, number> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
}

/** "1h30m" or "-1.5s" in seconds; undefined when it is none. Days, weeks and years only when `long`. */
export function parseDuration(text: string, long = false): number | undefined {
  const [, sign, rest] = /^([+-]?)(.+)$/s.exec(text) ?? []
  if (rest === undefined) return undefined
  if (rest === "0") return 0
  let seconds = 0
  let at = 0
  for (const match of rest.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h|d|w|y)/gy)) {
    if (!long && /^[dwy]$/.test(match[2]!)) return undefined
    seconds += Number(match[1]) * SECONDS[match[2]!]!
    at = match.index + match[0].length
  }
  if (at === 0 || at !== rest.length) return undefined
  return sign === "-" ? -seconds : seconds
}

const powers = (base: number, units: string[]) => units.map((unit, index) => [unit, base ** (index + 1)] as const)
const BYTES = new Map<string, number>([
  ["", 1],
  ["b", 1],
  ...powers(1000, ["kb", "mb", "gb", "tb", "pb", "eb"]),
  ...powers(1000, ["k", "m", "g", "t", "p", "e"]),
  ...powers(1024, ["kib", "mib", "gib", "tib", "pib", "eib"]),
  ...powers(1024, ["ki", "mi", "gi", "ti", "pi", "ei"]),
])

/** "83KB" or "1.5 MiB" in bytes; undefined when it is none. */
export function parseBytes(text: string): number | undefined {
  const [, digits, unit] = /^([\d.,]+)\s*([a-zA-Z]*)$/.exec(text.trim()) ?? []
  const factor = BYTES.get((unit ?? "").toLowerCase())
  const value = Number(digits?.replaceAll(",", ""))
  return digits === undefined || factor === undefined || Number.isNaN(value) ? undefined : Math.floor(value * factor)
}

/** As Go's ParseFloat; undefined when it is none. */
export function parseNumber(text: string): number | undefined {
  if (/^[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return Number(text.replaceAll("_", ""))
  const special = /^([+-]?)(?:inf(?:inity)?|(nan))$/i.exec(text)
  if (!special) return undefined
  return special[2] ? Number.NaN : special[1] === "-" ? -Infinity : Infinity
}

/** A sample's value as Prometheus and Loki write it: never with an exponent. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN"
  if (value === Infinity) return "+Inf"
  if (value === -Infinity) return "-Inf"
  if (Object.is(value, -0)) return "-0"
  const text = String(value)
  const [, sign, whole, fraction = "", exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? []
  if (whole === undefined) return text
  const shift = Number(exponent)
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - 1)}${whole}${fraction}`
  return `${sign}${whole}${fraction.padEnd(shift, "0")}`
}

/** Milliseconds as Go prints a duration: "1440h0m0s", "1m30s", "500ms". */
export function formatDuration(ms: number): string {
  if (ms === 0) return "0s"
  if (Math.abs(ms) < 1000) return ms < 0 ? `-${formatDuration(-ms)}` : `${ms}ms`
  const sign = ms < 0 ? "-" : ""
  const seconds = Math.abs(ms) / 1000
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = `${Number((seconds % 60).toFixed(9))}s`
  return hours > 0 ? `${sign}${hours}h${minutes}m${rest}` : minutes > 0 ? `${sign}${minutes}m${rest}` : `${sign}${rest}`
}
