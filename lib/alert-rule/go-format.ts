/** Go's way of writing numbers, as the templates of existing rules expect it. */

const special = (value: number) => (Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf")

/** `%v` and `%g`: shortest digits that round-trip; exponents from 1e+06 on and below 1e-04. */
export function goNumber(value: number): string {
  if (!Number.isFinite(value)) return special(value)
  const exponent = Number(value.toExponential().split("e")[1])
  // JavaScript's own text has the shortest digits too, and no exponent in this span.
  return exponent >= -4 && exponent < 6 ? (Object.is(value, -0) ? "-0" : String(value)) : general(value.toExponential(), 1, 6)
}

/** `%.<digits>g`: significant digits, trailing zeros dropped. */
export function goGeneral(value: number, digits: number): string {
  if (!Number.isFinite(value)) return special(value)
  const wanted = Math.max(1, Math.min(digits, 100))
  return general(value.toExponential(wanted - 1), wanted, wanted)
}

function general(exponential: string, digits: number, threshold: number): string {
  const [mantissa = "0", power = "0"] = exponential.split("e")
  const exponent = Number(power)
  const trimmed = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa
  if (exponent < -4 || exponent >= threshold) return trimmed + goExponent(exponent)
  const plain = Number(exponential).toFixed(Math.max(0, Math.min(100, digits - 1 - exponent)))
  return plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain
}

const goExponent = (exponent: number) => `e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`

const VERB = /%(%|([-+ 0#]*)(\d+)?(?:\.(\d+))?([vsdfgeEGqxt]))/g

/** `printf` with the verbs that rules use; a wrong one gives Go's `%!d(…)` marks instead of failing. */
export function goPrintf(format: string, values: (string | number)[]): string {
  let at = 0
  const text = format.replace(VERB, (whole: string, percent: string, flags = "", width = "", precision = "", verb = "v") => {
    if (percent === "%") return "%"
    if (at >= values.length) return `%!${verb}(MISSING)`
    return padded(formatted(verb, precision, values[at++]!, flags.includes("+")), Math.min(Number(width) || 0, 200), flags)
  })
  return at < values.length ? `${text}%!(EXTRA ${values.slice(at).map(goText).join(", ")})` : text
}

function formatted(verb: string, precision: string, value: string | number, sign: boolean): string {
  if (typeof value === "string") {
    if (verb === "q") return JSON.stringify(value)
    if (verb === "s" || verb === "v") return precision ? value.slice(0, Number(precision)) : value
    return `%!${verb}(string=${value})`
  }
  const text = number(verb, precision, value)
  return sign && value >= 0 && Number.isFinite(value) ? `+${text}` : text
}

function number(verb: string, precision: string, value: number): string {
  const digits = precision === "" ? undefined : Math.min(Number(precision), 60)
  if (!Number.isFinite(value)) return special(value)
  switch (verb) {
    case "f":
      return Math.abs(value) < 1e21 ? fixed(value, digits ?? 6) : BigInt(value).toString()
    case "e":
      return value.toExponential(digits ?? 6).replace(/e([+-]\d+)$/, (_, power: string) => goExponent(Number(power)))
    case "g":
    case "v":
      return digits === undefined ? goNumber(value) : goGeneral(value, digits)
    default:
      return `%!${verb}(float64=${goNumber(value)})`
  }
}

/** `toFixed` with Go's rounding: an exact half goes to the even neighbour. */
function fixed(value: number, digits: number): string {
  const scaled = value * 10 ** digits
  const isTie = digits <= 15 && Number.isInteger(value * 2 ** (digits + 1)) && Math.abs(scaled % 1) === 0.5
  if (!isTie) return value.toFixed(digits)
  const below = Math.floor(scaled)
  return ((below % 2 === 0 ? below : below + 1) / 10 ** digits).toFixed(digits)
}

function padded(text: string, width: number, flags: string): string {
  if (flags.includes("-")) return text.padEnd(width)
  if (!flags.includes("0") || !/^[-+]?\d/.test(text)) return text.padStart(width)
  const sign = /^[-+]/.exec(text)?.[0] ?? ""
  return sign + text.slice(sign.length).padStart(width - sign.length, "0")
}

export const goText = (value: string | number): string => (typeof value === "number" ? goNumber(value) : value)

const ABOVE = ["k", "M", "G", "T", "P", "E", "Z", "Y"]
const BELOW = ["m", "u", "n", "p", "f", "a", "z", "y"]

export function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return goGeneral(value, 4)
  return Math.abs(value) >= 1 ? scaled(value, ABOVE, 1000) : scaledDown(value)
}

export function humanize1024(value: number): string {
  if (Math.abs(value) <= 1 || !Number.isFinite(value)) return goGeneral(value, 4)
  return scaled(value, ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"], 1024)
}

function scaled(value: number, prefixes: string[], base: number): string {
  let left = value
  let prefix = ""
  for (const next of prefixes) {
    if (Math.abs(left) < base) break
    prefix = next
    left /= base
  }
  return goGeneral(left, 4) + prefix
}

function scaledDown(value: number): string {
  let left = value
  let prefix = ""
  for (const next of BELOW) {
    if (Math.abs(left) >= 1) break
    prefix = next
    left *= 1000
  }
  return goGeneral(left, 4) + prefix
}

export const humanizePercentage = (value: number): string => `${goGeneral(value * 100, 4)}%`

/** Seconds as "1d 2h 3m 4s". */
export function humanizeDuration(value: number): string {
  if (!Number.isFinite(value)) return goGeneral(value, 4)
  if (value === 0) return "0s"
  if (Math.abs(value) < 1) return scaledDown(value) + "s"
  const sign = value < 0 ? "-" : ""
  const seconds = Math.floor(Math.abs(value))
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60]
  if (days > 0) return `${sign}${days}d ${hours}h ${minutes}m ${seconds % 60}s`
  if (hours > 0) return `${sign}${hours}h ${minutes}m ${seconds % 60}s`
  if (minutes > 0) return `${sign}${minutes}m ${seconds % 60}s`
  return `${goGeneral(value, 4)}s`
}
