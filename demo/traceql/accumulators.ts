// What each metrics function keeps of one group's spans, step by step.
import type { Metrics, ValueType } from "./ast.ts"
import { bucketOf, quantileOf } from "./histogram.ts"
import type { Computed } from "./spansets.ts"

/** One line of the answer. NaN: no sample. */
export interface Values {
  /** Beside the group's labels. */
  label?: Computed
  values: Float64Array
}

export interface Accumulator {
  /**
   * `value` is what the function is over; seconds where that is a duration. `weights`: for how many such spans this one stands in each step
   * from `first` on.
   */
  add(first: number, weights: Float64Array, value: number): void
  results(): Values[]
}

type PlainMetrics = Exclude<Metrics, { kind: "compare" }>

/** A new accumulator for one group. */
export function accumulatorOf(metrics: PlainMetrics, type: ValueType, count: number, stepMs: number): Accumulator {
  switch (metrics.kind) {
    case "rate":
      return counter(count, (counted) => counted * (1000 / stepMs))
    case "count_over_time":
      return counter(count, Math.round)
    case "min_over_time":
      return folded(count, (kept, value) => Math.min(kept ?? value, value))
    case "max_over_time":
      return folded(count, (kept, value) => Math.max(kept ?? value, value))
    case "sum_over_time":
      return folded(count, (kept, value, weight) => (kept ?? 0) + value * weight)
    case "avg_over_time":
      return average(count)
    case "histogram_over_time":
      return histogram(count, type, (bounds, columns) =>
        bounds.map((bound, at) => ({
          label: { name: "__bucket", type: "float", value: bound },
          values: columns[at]!.map(Math.round),
        })),
      )
    case "quantile_over_time":
      return histogram(count, type, (bounds, columns) =>
        metrics.quantiles.map((quantile) => ({
          label: { name: "p", type: "float", value: quantile },
          values: Float64Array.from({ length: count }, (_, interval) =>
            quantileOf(
              quantile,
              bounds,
              columns.map((column) => column[interval]!),
            ),
          ),
        })),
      )
  }
}

function counter(count: number, finish: (counted: number) => number): Accumulator {
  const counts = new Float64Array(count)
  return {
    add: (first, weights) => {
      for (let at = 0; at < weights.length; at++) counts[first + at]! += weights[at]!
    },
    results: () => [{ values: counts.map(finish) }],
  }
}

function folded(count: number, fold: (kept: number | undefined, value: number, weight: number) => number): Accumulator {
  const kept = new Float64Array(count).fill(Number.NaN)
  return {
    add: (first, weights, value) => {
      for (let at = 0; at < weights.length; at++) {
        if (weights[at] === 0) continue
        const before = kept[first + at]!
        kept[first + at] = fold(Number.isNaN(before) ? undefined : before, value, weights[at]!)
      }
    },
    results: () => [{ values: kept }],
  }
}

function average(count: number): Accumulator {
  const sums = new Float64Array(count)
  const counts = new Float64Array(count)
  return {
    add: (first, weights, value) => {
      for (let at = 0; at < weights.length; at++) {
        sums[first + at]! += value * weights[at]!
        counts[first + at]! += weights[at]!
      }
    },
    results: () => [{ values: sums.map((sum, interval) => sum / counts[interval]!) }],
  }
}

/** Durations are put into buckets as nanoseconds and told in seconds. */
function histogram(count: number, type: ValueType, finish: (bounds: number[], columns: Float64Array[]) => Values[]): Accumulator {
  const unit = type === "duration" ? 1e9 : 1
  const buckets = new Map<number, Float64Array>()
  return {
    add: (first, weights, value) => {
      const bound = bucketOf(Math.round(value * unit))
      if (bound === undefined) return
      let column = buckets.get(bound)
      if (!column) buckets.set(bound, (column = new Float64Array(count)))
      for (let at = 0; at < weights.length; at++) column[first + at]! += weights[at]!
    },
    results: () => {
      const bounds = [...buckets.keys()].toSorted((a, b) => a - b)
      return finish(
        bounds.map((bound) => bound / unit),
        bounds.map((bound) => buckets.get(bound)!),
      )
    },
  }
}
