import type { NumberColumn } from "./frame.ts"

export const reducers = [
  "last",
  "lastNotNull",
  "first",
  "firstNotNull",
  "min",
  "max",
  "mean",
  "median",
  "sum",
  "count",
  "range",
  "diff",
  "diffPercent",
  "delta",
  "stdDev",
  "changeCount",
] as const
export type Reducer = (typeof reducers)[number]

/**
 * One number of a column. Missing samples (null) and NaN do not count, except that `last` and `first` are what stands there.
 * `diff` is last − first, `delta` the sum of rises (a fall is a counter's reset), `range` max − min.
 * @returns null when nothing is there to count; `count` and `changeCount` are then 0
 */
export function reduce(values: NumberColumn, reducer: Reducer): number | null {
  switch (reducer) {
    case "last":
      return values.at(-1) ?? null
    case "first":
      return values[0] ?? null
    case "lastNotNull":
      return lastPresent(values)
    case "firstNotNull":
      return firstPresent(values)
    case "delta":
      return rises(values)
    case "changeCount":
      return changes(values)
    case "median":
      return median(values)
    default:
      return fromSummary(summarise(values), reducer)
  }
}

interface Summary {
  count: number
  sum: number
  min: number
  max: number
  first: number
  last: number
  /** Sum of squared distances from the mean. */
  spread: number
}

const isPresent = (value: number | null | undefined): value is number => value !== null && value !== undefined && !Number.isNaN(value)

function summarise(values: NumberColumn): Summary {
  const found: Summary = { count: 0, sum: 0, min: Infinity, max: -Infinity, first: NaN, last: NaN, spread: 0 }
  let mean = 0
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]
    if (!isPresent(value)) continue
    if (found.count === 0) found.first = value
    found.last = value
    found.count += 1
    found.sum += value
    if (value < found.min) found.min = value
    if (value > found.max) found.max = value
    const distance = value - mean
    mean += distance / found.count
    found.spread += distance * (value - mean)
  }
  return found
}

type Summarised = Exclude<Reducer, "last" | "first" | "lastNotNull" | "firstNotNull" | "delta" | "changeCount" | "median">

function fromSummary(found: Summary, reducer: Summarised): number | null {
  if (reducer === "count") return found.count
  if (found.count === 0) return null
  switch (reducer) {
    case "min":
      return found.min
    case "max":
      return found.max
    case "sum":
      return found.sum
    case "mean":
      return found.sum / found.count
    case "range":
      return found.max - found.min
    case "diff":
      return found.last - found.first
    case "diffPercent":
      return (found.last - found.first) / found.first
    case "stdDev":
      return Math.sqrt(found.spread / found.count)
  }
}

function lastPresent(values: NumberColumn): number | null {
  for (let at = values.length - 1; at >= 0; at -= 1) {
    const value = values[at]
    if (isPresent(value)) return value
  }
  return null
}

function firstPresent(values: NumberColumn): number | null {
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]
    if (isPresent(value)) return value
  }
  return null
}

function rises(values: NumberColumn): number | null {
  let before: number | undefined
  let total = 0
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]
    if (!isPresent(value)) continue
    if (before !== undefined) total += value >= before ? value - before : value
    before = value
  }
  return before === undefined ? null : total
}

function changes(values: NumberColumn): number {
  let before: number | undefined
  let count = 0
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]
    if (!isPresent(value)) continue
    if (before !== undefined && value !== before) count += 1
    before = value
  }
  return count
}

function median(values: NumberColumn): number | null {
  const present = Float64Array.from(Array.from(values as ArrayLike<number | null>).filter(isPresent)).toSorted()
  const middle = present.length >> 1
  const upper = present[middle]
  if (upper === undefined) return null
  return present.length % 2 === 1 ? upper : (upper + (present[middle - 1] ?? upper)) / 2
}
