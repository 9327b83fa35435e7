import { alignColumns } from "#lib/frame/align.ts"
import type { NumberColumn, TimeColumn } from "#lib/frame/frame.ts"

/** One line, row of bars or cloud of points. */
export interface ChartSeries {
  /** Unique in its chart; decides the colour unless one is given. */
  name: string
  color?: string
  /** Epoch milliseconds, ascending. */
  times: TimeColumn
  /** `null` and NaN are gaps in the drawing. */
  values: NumberColumn
  /** Drawn thin and dashed behind the others (a baseline). */
  ghost?: boolean
}

export type Stacking = "none" | "normal" | "percent"

/**
 * Flat x, y pairs as the drawing wants them. A gap is a NaN between two points: where the source sent none, and,
 * unless `connect`, where two samples are further apart than one and a half steps.
 */
export function flatPairs(times: TimeColumn, values: NumberColumn, stepMs: number, connect: boolean): Float64Array {
  const count = Math.min(times.length, values.length)
  const pairs = new Float64Array(count * 4)
  const widest = stepMs > 0 && !connect ? stepMs * 1.5 : Number.POSITIVE_INFINITY
  let length = 0
  let last = Number.NaN
  for (let index = 0; index < count; index++) {
    const time = times[index] as number
    const value = values[index]
    const drawn = typeof value === "number" && Number.isFinite(value)
    if (!drawn && connect) continue
    if (time - last > widest) {
      pairs[length++] = (time + last) / 2
      pairs[length++] = Number.NaN
    }
    pairs[length++] = time
    pairs[length++] = drawn ? value : Number.NaN
    last = time
  }
  return pairs.slice(0, length)
}

/**
 * Every series on the union of all times, so that stacks stand on the same instants. A missing sample adds nothing; where nobody has one
 * for longer than one and a half steps there is a gap (`stepMs` 0: none).
 */
export function aligned(series: readonly ChartSeries[], stepMs: number): { times: Float64Array; columns: Float64Array[] } {
  const { times, columns } = withGaps(alignColumns([...series]), stepMs)
  for (const column of columns)
    for (let index = 0; index < column.length; index++) if (!Number.isFinite(column[index])) column[index] = Number.NaN
  return { times, columns }
}

function withGaps(all: { times: Float64Array; columns: Float64Array[] }, stepMs: number): { times: Float64Array; columns: Float64Array[] } {
  const { times, columns } = all
  const before: number[] = []
  if (stepMs > 0)
    for (let index = 1; index < times.length; index++) if (times[index]! - times[index - 1]! > stepMs * 1.5) before.push(index)
  if (before.length === 0) return all
  const wider = (column: Float64Array, between: (index: number) => number) => {
    const result = new Float64Array(column.length + before.length)
    let from = 0
    before.forEach((index, gap) => {
      result.set(column.subarray(from, index), from + gap)
      result[index + gap] = between(index)
      from = index
    })
    result.set(column.subarray(from), from + before.length)
    return result
  }
  const middle = (index: number) => (times[index - 1]! + times[index]!) / 2
  return { times: wider(times, middle), columns: columns.map((column) => wider(column, () => Number.NaN)) }
}

/** Shares of the whole at each instant, 0–100. */
export function percentColumns(columns: readonly Float64Array[]): Float64Array[] {
  const length = columns[0]?.length ?? 0
  const totals = new Float64Array(length)
  for (const column of columns) for (let index = 0; index < length; index++) totals[index]! += Math.abs(column[index]!) || 0
  return columns.map((column) => column.map((value, index) => (totals[index] ? (Math.abs(value) / totals[index]) * 100 : Number.NaN)))
}

/** Least and greatest finite value within a time range; NaN when there is none. `above` counts only greater ones (log axes). */
export function extent(
  columns: readonly { times: TimeColumn; values: NumberColumn }[],
  range: { fromMs: number; toMs: number },
  above = Number.NEGATIVE_INFINITY,
): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const { times, values } of columns) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index]
      const time = times[index] as number
      if (typeof value !== "number" || !Number.isFinite(value) || value <= above || time < range.fromMs || time > range.toMs) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return low > high ? { low: Number.NaN, high: Number.NaN } : { low, high }
}

/** Extent of what stacks up to: positive and negative values stand on their own sides of zero. */
export function stackedExtent(columns: readonly Float64Array[]): { low: number; high: number } {
  let low = 0
  let high = 0
  const length = columns[0]?.length ?? 0
  for (let index = 0; index < length; index++) {
    let up = 0
    let down = 0
    for (const column of columns) {
      const value = column[index]!
      if (value > 0) up += value
      else if (value < 0) down += value
    }
    if (up > high) high = up
    if (down < low) low = down
  }
  return { low, high }
}

export interface Statistics {
  last: number | null
  min: number | null
  max: number | null
  mean: number | null
}

/** Of the finite samples; all `null` when there is none. */
export function statisticsOf(values: NumberColumn): Statistics {
  let count = 0
  let sum = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let last: number | null = null
  for (const value of values) {
    if (typeof value !== "number" || !Number.isFinite(value)) continue
    count++
    sum += value
    if (value < min) min = value
    if (value > max) max = value
    last = value
  }
  return count === 0 ? { last: null, min: null, max: null, mean: null } : { last, min, max, mean: sum / count }
}
