// A straight line through the samples of a window.
import { KahanSum } from "../kahan.ts"
import type { OverRange, Window } from "../windows.ts"

function line({ times, values, lo, hi }: Window, originMs: number): { slope: number; intercept: number } {
  const [x, y, xy, xx] = [new KahanSum(), new KahanSum(), new KahanSum(), new KahanSum()]
  const first = values[lo] ?? NaN
  let constant = true
  for (let at = lo; at < hi; at++) {
    const seconds = ((times[at] ?? 0) - originMs) / 1000
    const value = values[at] ?? NaN
    if (value !== first) constant = false
    x.add(seconds)
    y.add(value)
    xy.add(seconds * value)
    xx.add(seconds * seconds)
  }
  if (constant) return Math.abs(first) === Infinity ? { slope: NaN, intercept: NaN } : { slope: 0, intercept: first }
  const count = hi - lo
  const [sumX, sumY] = [x.sum + x.compensation, y.sum + y.compensation]
  const covariance = xy.sum + xy.compensation - (sumX * sumY) / count
  const variance = xx.sum + xx.compensation - (sumX * sumX) / count
  const slope = covariance / variance
  return { slope, intercept: sumY / count - (slope * sumX) / count }
}

export const deriv: OverRange = (window) => (window.hi - window.lo < 2 ? undefined : line(window, window.times[window.lo] ?? 0).slope)

export const predictLinear: OverRange = (window, [seconds = NaN]) => {
  if (window.hi - window.lo < 2) return undefined
  const { slope, intercept } = line(window, window.nowMs)
  return slope * seconds + intercept
}
