/** A number as JSON has none for it. */
export type WireNumber = number | null | "NaN" | "+Inf" | "-Inf"

const special: Record<string, number> = { NaN: Number.NaN, "+Inf": Number.POSITIVE_INFINITY, "-Inf": Number.NEGATIVE_INFINITY }

export function wireNumber(value: number): WireNumber {
  if (Number.isFinite(value)) return value
  if (Number.isNaN(value)) return "NaN"
  return value > 0 ? "+Inf" : "-Inf"
}

/** The number that was sent; null for a missing one, and for a text that is none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === "string") return special[value] ?? null
  return typeof value === "number" ? value : null
}
