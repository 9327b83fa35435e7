// Randomness that is the same at every asking: integers in, mixed bits out (the finaliser of MurmurHash3).
const UNIT = 2 ** -32

/** 32 well-mixed bits (unsigned) of up to four integers. */
export function hash(a: number, b = 0, c = 0, d = 0): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b)
  h = Math.imul((h ^ (h >>> 13)) + b, 0xc2b2ae35)
  h = Math.imul((h ^ (h >>> 16)) + c, 0x27d4eb2f)
  h = Math.imul((h ^ (h >>> 15)) + d, 0x165667b1)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** In [0, 1). */
export const unit = (a: number, b = 0, c = 0, d = 0): number => hash(a, b, c, d) * UNIT

/** 32 bits of a text (FNV-1a, then mixed): a seed for what has a name. */
export function hashText(text: string, seed = 0): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return hash(h, seed)
}

const A = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239]
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
const C = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783]
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]
const horner = (coefficients: readonly number[], x: number): number => coefficients.reduce((sum, each) => sum * x + each, 0)

/** The standard normal's quantile (Acklam's approximation, 1e-9): `share` in (0, 1). */
export function normal(share: number): number {
  const tail = 0.02425
  if (share > 1 - tail) return -normal(1 - share)
  if (share < tail) {
    const q = Math.sqrt(-2 * Math.log(share))
    return horner(C, q) / (horner(D, q) * q + 1)
  }
  const q = share - 0.5
  const r = q * q
  return (horner(A, r) * q) / (horner(B, r) * r + 1)
}
