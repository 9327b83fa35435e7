/**
 * Decimals that show a value with three digits that count: 1.5 → 2 ("1.50"), 15.3 → 1, 153.2 → 0, 0.000123 → 6; whole numbers have none.
 */
export function decimalsFor(value: number): number {
  if (value === 0 || Number.isInteger(value) || !Number.isFinite(value)) return 0
  const rounded = Math.abs(Number(value.toPrecision(3)))
  return Math.min(Math.max(0, 2 - Math.floor(Math.log10(rounded))), 15)
}

/** A number with so many decimals (by itself: three digits that count), thousands in groups. NaN and infinities by name. */
export function formatNumber(value: number, decimals?: number): string {
  const special = specialNumber(value)
  if (special) return special
  const digits = decimals ?? decimalsFor(value)
  const fixed = Math.abs(value) < 1e21 ? value.toFixed(Math.min(Math.max(digits, 0), 20)) : String(value)
  return group(/^-0(\.0*)?$/.test(fixed) ? fixed.slice(1) : fixed)
}

/** "NaN", "+Inf", "-Inf" as the sources write them; undefined for a plain number. */
export function specialNumber(value: number): string | undefined {
  if (Number.isNaN(value)) return "NaN"
  if (value === Infinity) return "+Inf"
  return value === -Infinity ? "-Inf" : undefined
}

function group(fixed: string): string {
  const [whole = "", rest] = fixed.split(".")
  if (whole.length < 4 || whole.includes("e")) return fixed
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",")
  return rest === undefined ? grouped : `${grouped}.${rest}`
}

/** "1.23e+4", as a scientific notation with so many decimals. */
export function formatScientific(value: number, decimals?: number): string {
  return specialNumber(value) ?? (decimals === undefined ? value.toExponential() : value.toExponential(Math.min(decimals, 20)))
}

/** A hexadecimal number, "0x1F" with prefix; fractions keep up to `decimals` digits. */
export function formatHexadecimal(value: number, prefix: string, decimals?: number): string {
  const special = specialNumber(value)
  if (special) return special
  const rounded = decimals === undefined ? value : Number(value.toFixed(Math.min(decimals, 20)))
  return `${rounded < 0 ? "-" : ""}${prefix}${Math.abs(rounded).toString(16).toUpperCase()}`
}
