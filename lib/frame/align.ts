import type { NumberColumn, TimeColumn } from "./frame.ts"

export interface Column {
  /** Epoch milliseconds, ascending. */
  times: TimeColumn
  values: NumberColumn
}

export interface Aligned {
  times: Float64Array
  /** One column for each that was given, as long as `times`; NaN where the series has no sample at that time. */
  columns: Float64Array[]
}

/** Several series on the union of their times. Where all have the same times nothing is searched. */
export function alignColumns(given: Column[]): Aligned {
  const times = unionOfTimes(given.map((column) => column.times))
  return { times, columns: given.map((column) => onTimes(column, times)) }
}

function unionOfTimes(all: TimeColumn[]): Float64Array {
  const [first] = all
  if (!first) return new Float64Array()
  if (all.every((times) => sameTimes(times, first))) return Float64Array.from(first)
  const joined = new Float64Array(all.reduce((sum, times) => sum + times.length, 0))
  let at = 0
  for (const times of all) {
    joined.set(times, at)
    at += times.length
  }
  joined.sort()
  let count = 0
  for (let index = 0; index < joined.length; index += 1) {
    const time = joined[index] ?? NaN
    if (count === 0 || joined[count - 1] !== time) joined[count++] = time
  }
  return joined.slice(0, count)
}

function sameTimes(a: TimeColumn, b: TimeColumn): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}

function onTimes({ times, values }: Column, all: Float64Array): Float64Array {
  const column = new Float64Array(all.length).fill(NaN)
  let from = 0
  for (let at = 0; at < all.length && from < times.length; at += 1) {
    const time = all[at] ?? NaN
    while ((times[from] ?? Infinity) < time) from += 1
    if (times[from] === time) column[at] = values[from] ?? NaN
  }
  return column
}
