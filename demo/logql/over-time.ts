// Functions over the samples of a window.

/** Columns, oldest first; `weights` tells how many lines each stands for. */
export interface Column {
  times: number[]
  values: number[]
  weights: number[]
}

export interface Window {
  from: number
  to: number
  /** Of the window, in seconds. */
  seconds: number
  endMs: number
  parameter: number
}

export type OverTime = (column: Column, window: Window) => number

const weightedSum = ({ values, weights }: Column, { from, to }: Window): number => {
  let sum = 0
  for (let index = from; index < to; index++) sum += values[index]! * weights[index]!
  return sum
}
const weight = ({ weights }: Column, { from, to }: Window): number => {
  let sum = 0
  for (let index = from; index < to; index++) sum += weights[index]!
  return sum
}

function variance(column: Column, window: Window): number {
  const total = weight(column, window)
  const mean = weightedSum(column, window) / total
  let sum = 0
  for (let index = window.from; index < window.to; index++) sum += column.weights[index]! * (column.values[index]! - mean) ** 2
  return sum / total
}

/** As Prometheus: linear between neighbours. Lines that stand for others count as often. */
export function quantile(q: number, values: number[], weights?: number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  const order = values.map((_value, index) => index).toSorted((a, b) => values[a]! - values[b]!)
  if (weights?.some((each) => each !== weights[0])) {
    const wanted = q * order.reduce((sum, index) => sum + weights[index]!, 0)
    let passed = 0
    for (const index of order) {
      passed += weights[index]!
      if (passed >= wanted) return values[index]!
    }
  }
  const rank = q * (order.length - 1)
  const below = values[order[Math.floor(rank)]!]!
  const above = values[order[Math.min(Math.ceil(rank), order.length - 1)]!]!
  const share = rank - Math.floor(rank)
  return below * (1 - share) + above * share
}

/** Prometheus' `rate` of a counter: resets undone, stretched to the window's ends. */
function rateCounter({ times, values }: Column, { from, to, seconds, endMs }: Window): number {
  if (to - from < 2) return 0
  const first = values[from]!
  let increase = values[to - 1]! - first
  for (let index = from + 1; index < to; index++) if (values[index]! < values[index - 1]!) increase += values[index - 1]!
  const covered = (times[to - 1]! - times[from]!) / 1000
  const average = covered / (to - from - 1)
  let before = (times[from]! - (endMs - seconds * 1000)) / 1000
  const after = (endMs - times[to - 1]!) / 1000
  if (increase > 0 && first >= 0) before = Math.min(before, covered * (first / increase))
  const limit = average * 1.1
  const stretched = covered + (before < limit ? before : average / 2) + (after < limit ? after : average / 2)
  return covered === 0 ? 0 : (increase * stretched) / covered / seconds
}

const extreme = (better: (a: number, b: number) => boolean) => (column: Column, window: Window) => {
  let best = column.values[window.from]!
  for (let index = window.from + 1; index < window.to; index++) {
    const value = column.values[index]!
    if (better(value, best) || Number.isNaN(best)) best = value
  }
  return best
}

const perSecond =
  (of: OverTime): OverTime =>
  (column, window) =>
    of(column, window) / window.seconds

/** By their names; a line without `unwrap` has the value 1, or its length where bytes are asked for. */
export const overTime: Record<string, OverTime> = {
  count_over_time: weight,
  rate: perSecond(weightedSum),
  bytes_over_time: weightedSum,
  bytes_rate: perSecond(weightedSum),
  sum_over_time: weightedSum,
  avg_over_time: (column, window) => weightedSum(column, window) / weight(column, window),
  min_over_time: extreme((a, b) => a < b),
  max_over_time: extreme((a, b) => a > b),
  stdvar_over_time: variance,
  stddev_over_time: (column, window) => Math.sqrt(variance(column, window)),
  quantile_over_time: ({ values, weights }, { from, to, parameter }) =>
    quantile(parameter, values.slice(from, to), weights.slice(from, to)),
  first_over_time: ({ values }, { from }) => values[from]!,
  last_over_time: ({ values }, { to }) => values[to - 1]!,
  rate_counter: rateCounter,
  absent_over_time: () => 1,
}

/** Those that a number of lines answers. */
export const countable = new Set(["count_over_time", "rate", "bytes_over_time", "bytes_rate", "absent_over_time"])
