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
  /** `value` is what the function is over; seconds where that is a duration. */
  add(interval: number, value: number): void
  /** `scale`: how many spans each one that was seen stands for. */
  results(scale: number): Values[]
}

type PlainMetrics = Exclude<Metrics, { kind: "compare" }>

/** A new accumulator for one group. */
export function accumulatorOf(metrics: PlainMetrics, type: ValueType, count: number, stepMs: number): Accumulator {
  switch (metrics.kind) {
    case "rate":
      return counter(count, (counted, scale) => counted * scale * (1000 / stepMs))
    case "count_over_time":
      return counter(count, (counted, scale) => Math.round(counted * scale))
    case "min_over_time":
      return folded(count, (kept, value) => (value < kept ? value : kept))
    case "max_over_time":
      return folded(count, (kept, value) => (value > kept ? value : kept))
    case "sum_over_time":
      return folded(
        count,
        (kept, value) => kept + value,
        (sum, scale) => sum * scale,
      )
    case "avg_over_time":
      return average(count)
    case "histogram_over_time":
      return histogram(count, type, (bounds, columns, scale) =>
        bounds.map((bound, at) => ({
          label: { name: "__bucket", type: "float", value: bound },
          values: columns[at]!.map((counted) => Math.round(counted * scale)),
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

function counter(count: number, finish: (counted: number, scale: number) => number): Accumulator {
  const counts = new Float64Array(count)
  return {
    add: (interval) => void counts[interval]!++,
    results: (scale) => [{ values: counts.map((counted) => finish(counted, scale)) }],
  }
}

function folded(
  count: number,
  fold: (kept: number, value: number) => number,
  finish?: (kept: number, scale: number) => number,
): Accumulator {
  const kept = new Float64Array(count).fill(Number.NaN)
  return {
    add: (interval, value) => {
      kept[interval] = Number.isNaN(kept[interval]) ? value : fold(kept[interval]!, value)
    },
    results: (scale) => [{ values: finish ? kept.map((value) => finish(value, scale)) : kept }],
  }
}

function average(count: number): Accumulator {
  const sums = new Float64Array(count)
  const counts = new Float64Array(count)
  return {
    add: (interval, value) => {
      sums[interval]! += value
      counts[interval]!++
    },
    results: () => [{ values: sums.map((sum, interval) => sum / counts[interval]!) }],
  }
}

/** Durations are put into buckets as nanoseconds and told in seconds. */
function histogram(
  count: number,
  type: ValueType,
  finish: (bounds: number[], columns: Float64Array[], scale: number) => Values[],
): Accumulator {
  const unit = type === "duration" ? 1e9 : 1
  const buckets = new Map<number, Float64Array>()
  return {
    add: (interval, value) => {
      const bound = bucketOf(Math.round(value * unit))
      if (bound === undefined) return
      let column = buckets.get(bound)
      if (!column) buckets.set(bound, (column = new Float64Array(count)))
      column[interval]!++
    },
    results: (scale) => {
      const bounds = [...buckets.keys()].toSorted((a, b) => a - b)
      return finish(
        bounds.map((bound) => bound / unit),
        bounds.map((bound) => buckets.get(bound)!),
        scale,
      )
    },
  }
}
