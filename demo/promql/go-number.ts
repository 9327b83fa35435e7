// Numbers as Go prints them.

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return "NaN"
  if (value === Infinity) return "+Inf"
  if (value === -Infinity) return "-Inf"
  return Object.is(value, -0) ? "-0" : undefined
}

/** A sample as the HTTP API writes it: shortest, with an exponent below 1e-6 and from 1e21 on ("1e-07"). */
export function sampleText(value: number): string {
  const text = special(value) ?? String(value)
  // JavaScript goes over to an exponent at the same places, but writes it with one digit.
  return text.includes("e") ? text.replace(/e([+-])(\d)$/, "e$10$2") : text
}

/** strconv's 'f' with -1: shortest, never an exponent. */
export function plainNumber(value: number): string {
  const text = special(value) ?? String(value)
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign = "", head = "", tail = "", exponent = "0"] = parts
  const shift = Number(exponent)
  const digits = head + tail
  return shift < 0 ? `${sign}0.${"0".repeat(-shift - 1)}${digits}` : sign + digits.padEnd(shift + 1, "0")
}

/** A time in seconds with up to three decimals, as the HTTP API writes it ("1795210464.410", "1795210464"). */
export function timeText(ms: number): string {
  const sign = ms < 0 ? "-" : ""
  const whole = Math.floor(Math.abs(ms) / 1000)
  const rest = Math.round(Math.abs(ms) % 1000)
  return rest ? `${sign}${whole}.${String(rest).padStart(3, "0")}` : `${sign}${whole}`
}
