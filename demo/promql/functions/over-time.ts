// One number of the samples of a window.
import { KahanSum, mean, quantileOfSorted, sortNumbers, variance } from "../kahan.ts"
import type { OverRange, Window } from "../windows.ts"

const at =
  ({ values, lo }: Window) =>
  (index: number) =>
    values[lo + index] ?? NaN

export const avg: OverRange = (window) => mean(window.hi - window.lo, at(window))
export const stdvar: OverRange = (window) => variance(window.hi - window.lo, at(window))
export const stddev: OverRange = (window) => Math.sqrt(variance(window.hi - window.lo, at(window)))
export const count: OverRange = ({ lo, hi }) => hi - lo
export const last: OverRange = ({ values, hi }) => values[hi - 1]
export const present: OverRange = () => 1

export const sum: OverRange = ({ values, lo, hi }) => {
  const total = new KahanSum()
  for (let index = lo; index < hi; index++) total.add(values[index] ?? 0)
  return total.total
}

export const min: OverRange = ({ values, lo, hi }) => {
  let least = values[lo] ?? NaN
  for (let index = lo + 1; index < hi; index++) {
    const value = values[index] ?? NaN
    if (value < least || Number.isNaN(least)) least = value
  }
  return least
}

export const max: OverRange = ({ values, lo, hi }) => {
  let most = values[lo] ?? NaN
  for (let index = lo + 1; index < hi; index++) {
    const value = values[index] ?? NaN
    if (value > most || Number.isNaN(most)) most = value
  }
  return most
}

export const quantile: OverRange = ({ values, lo, hi }, [q = NaN]) => quantileOfSorted(q, sortNumbers(values.slice(lo, hi)))

export const changes: OverRange = ({ values, lo, hi }) => {
  let found = 0
  for (let index = lo + 1; index < hi; index++) {
    const [before = 0, value = 0] = [values[index - 1], values[index]]
    if (value !== before && !(Number.isNaN(value) && Number.isNaN(before))) found++
  }
  return found
}

export const resets: OverRange = ({ values, lo, hi }) => {
  let found = 0
  for (let index = lo + 1; index < hi; index++) if ((values[index] ?? 0) < (values[index - 1] ?? 0)) found++
  return found
}
