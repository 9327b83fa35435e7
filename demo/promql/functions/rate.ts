// rate, increase, delta and those that look at the last two samples.
import type { CounterWindow } from "../storage.ts"
import type { OverCounter, OverRange, Window } from "../windows.ts"

/** How far beyond its first and last sample a series is taken to reach, in average distances between samples. */
const REACH = 1.1

interface Ends {
  count: number
  firstMs: number
  first: number
  lastMs: number
  change: number
  fromMs: number
  toMs: number
}

/** What the change between the first and the last sample says of the whole window. */
function extrapolated({ count, firstMs, first, lastMs, change, fromMs, toMs }: Ends, isCounter: boolean): number | undefined {
  if (count < 2) return undefined
  const sampled = (lastMs - firstMs) / 1000
  const average = sampled / (count - 1)
  let toStart = (firstMs - fromMs) / 1000
  let toEnd = (toMs - lastMs) / 1000
  if (toStart >= average * REACH) toStart = average / 2
  if (isCounter && change > 0 && first >= 0) toStart = Math.min(toStart, sampled * (first / change))
  if (toEnd >= average * REACH) toEnd = average / 2
  return change * ((sampled + toStart + toEnd) / sampled)
}

function ends({ times, values, lo, hi, fromMs, toMs }: Window, isCounter: boolean): Ends {
  let change = (values[hi - 1] ?? 0) - (values[lo] ?? 0)
  if (isCounter)
    for (let at = lo + 1; at < hi; at++) {
      const before = values[at - 1] ?? 0
      if ((values[at] ?? 0) < before) change += before
    }
  return { count: hi - lo, firstMs: times[lo] ?? 0, first: values[lo] ?? 0, lastMs: times[hi - 1] ?? 0, change, fromMs, toMs }
}

function counterEnds({ count, firstMs, first, lastMs, last, dropped }: CounterWindow, fromMs: number, toMs: number): Ends {
  return { count, firstMs, first, lastMs, change: last - first + dropped, fromMs, toMs }
}

export const increase: OverRange = (window) => extrapolated(ends(window, true), true)
export const increaseOfCounter: OverCounter = (window, fromMs, toMs) => extrapolated(counterEnds(window, fromMs, toMs), true)
export const delta: OverRange = (window) => extrapolated(ends(window, false), false)

export const rate: OverRange = (window) => {
  const change = increase(window, [])
  return change === undefined ? undefined : change / ((window.toMs - window.fromMs) / 1000)
}

export const rateOfCounter: OverCounter = (window, fromMs, toMs) => {
  const change = increaseOfCounter(window, fromMs, toMs)
  return change === undefined ? undefined : change / ((toMs - fromMs) / 1000)
}

function lastTwo({ times, values, lo, hi }: Window) {
  if (hi - lo < 2) return undefined
  const [before = 0, last = 0] = [values[hi - 2], values[hi - 1]]
  return { before, last, seconds: ((times[hi - 1] ?? 0) - (times[hi - 2] ?? 0)) / 1000 }
}

export const irate: OverRange = (window) => {
  const two = lastTwo(window)
  if (!two?.seconds) return undefined
  return (two.last < two.before ? two.last : two.last - two.before) / two.seconds
}

export const idelta: OverRange = (window) => {
  const two = lastTwo(window)
  return two?.seconds ? two.last - two.before : undefined
}
