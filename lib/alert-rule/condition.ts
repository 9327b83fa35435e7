import type { NumberColumn } from "#lib/frame/frame.ts"
import type { operators, reducers } from "./schema.ts"

export interface Condition {
  reducer: (typeof reducers)[number]
  op: (typeof operators)[number]
  threshold: number
}

/** One number of a series; null when nothing was measured. NaN and gaps don't count as measured. */
export function reduceColumn(values: NumberColumn, reducer: Condition["reducer"]): number | null {
  let [count, sum, min, max] = [0, 0, Infinity, -Infinity]
  let last: number | null = null
  for (const value of values) {
    if (value === null || Number.isNaN(value)) continue
    count++
    sum += value
    if (value < min) min = value
    if (value > max) max = value
    last = value
  }
  if (count === 0) return null
  return { last, min, max, mean: sum / count, sum, count }[reducer]
}

export function compares(value: number, op: Condition["op"], threshold: number): boolean {
  switch (op) {
    case ">":
      return value > threshold
    case ">=":
      return value >= threshold
    case "<":
      return value < threshold
    case "<=":
      return value <= threshold
    case "==":
      return value === threshold
    case "!=":
      return value !== threshold
  }
}
