// Numbers, durations and strings as they are written in a query.

const UNITS: [unit: string, ms: number][] = [
  ["y", 31_536_000_000],
  ["w", 604_800_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
]
const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/
/** Go's time.Duration is 63 bits of nanoseconds. */
const LONGEST_MS = 2 ** 63 / 1e6

/** "1h30m" in milliseconds. @throws RangeError worded as Prometheus words it */
export function durationMs(text: string): number {
  if (text === "0") return 0
  if (!text) throw new RangeError("empty duration string")
  const parts = DURATION.exec(text)
  if (!parts) throw new RangeError(`not a valid duration string: ${JSON.stringify(text)}`)
  const ms = UNITS.reduce((sum, [, unit], at) => sum + Number(parts[at + 1] ?? 0) * unit, 0)
  if (ms > LONGEST_MS) throw new RangeError("duration out of range")
  return ms
}

/** A number or, as Prometheus 3 allows, a duration in seconds. @throws RangeError */
export function numberOf(text: string): number {
  const word = text.toLowerCase()
  if (word === "inf") return Infinity
  if (word === "nan") return NaN
  if (/^0x/i.test(text)) return Number(text.replaceAll("_", ""))
  if (/^0[0-7_]+$/.test(text)) return parseInt(text.replaceAll("_", ""), 8)
  if (/[a-df-z]/i.test(text)) return durationMs(text) / 1000
  const value = Number(text.replaceAll("_", ""))
  if (Number.isNaN(value)) throw new RangeError(`error parsing number: strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`)
  return value
}

const ESCAPES: Record<string, string> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" }

/** What stands between the quotes, escapes resolved as in Go. The lexer has seen that it is sound. */
export function unquote(text: string): string {
  const inner = text.slice(1, -1)
  if (text.startsWith("`")) return inner
  return inner.replace(/\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{3}|.)/gs, (_, code: string) => {
    if (/^[xuU]./.test(code)) return String.fromCodePoint(parseInt(code.slice(1), 16))
    if (/^[0-7]{3}$/.test(code)) return String.fromCharCode(parseInt(code, 8))
    return ESCAPES[code] ?? code
  })
}
