import { decimalsFor, formatNumber, specialNumber } from "./number.ts"

/** Prefixes of one family, smallest first, `factor` apart; `base` is the index of "no prefix". */
export interface Scale {
  factor: number
  prefixes: readonly string[]
  base: number
}

export const SI: Scale = { factor: 1000, prefixes: ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"], base: 5 }
export const DECIMAL: Scale = { factor: 1000, prefixes: ["", "k", "M", "G", "T", "P", "E", "Z", "Y"], base: 0 }
export const BINARY: Scale = { factor: 1024, prefixes: ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"], base: 0 }
export const COUNT: Scale = { factor: 1000, prefixes: ["", "K", "M", "B", "T"], base: 0 }
export const SHORT: Scale = {
  factor: 1000,
  prefixes: ["", "K", "Mil", "Bil", "Tri", "Quadr", "Quint", "Sext", "Sept"],
  base: 0,
}

/** A value in the prefix that leaves one to three digits before the point. `start`: steps that the value's own unit is above the base. */
export function scaled(value: number, scale: Scale, start = 0, decimals?: number): { text: string; prefix: string } {
  const special = specialNumber(value)
  if (special) return { text: special, prefix: "" }
  let index = Math.min(Math.max(scale.base + start, 0), scale.prefixes.length - 1)
  let size = value
  if (value !== 0) {
    while (shown(size, decimals) >= scale.factor && index < scale.prefixes.length - 1) {
      size /= scale.factor
      index += 1
    }
    while (Math.abs(value) < 1 && Math.abs(size) < 1 && index > 0) {
      size *= scale.factor
      index -= 1
    }
  }
  return { text: formatNumber(size, decimals), prefix: scale.prefixes[index] ?? "" }
}

/** What is seen decides: 999.9996 reads 1,000 and so is one of the next prefix. */
function shown(value: number, decimals: number | undefined): number {
  return Math.abs(Number(value.toFixed(Math.min(decimals ?? decimalsFor(value), 20))))
}
