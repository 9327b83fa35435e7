// Aggregations that make one number of a group's samples.
import type { Aggregate } from "../ast.ts"
import { type Column, emptyColumn } from "../columns.ts"
import { mean, quantileOfSorted, sortNumbers, variance } from "../kahan.ts"
import type { Group } from "./groups.ts"

/** Writes the aggregate of a group's members into `into`. */
type Fold = (members: Column[], into: Column, param: Float64Array | undefined) => void

/** Compensated, member by member, so that memory is read in its order. */
const sum: Fold = (members, { values, present }) => {
  const compensation = new Float64Array(values.length)
  for (const member of members)
    for (let row = 0; row < values.length; row++) {
      if (!member.present[row]) continue
      const value = member.values[row] ?? 0
      const before = values[row] ?? 0
      const next = before + value
      present[row] = 1
      values[row] = next
      if (next === Infinity || next === -Infinity) compensation[row] = 0
      else
        compensation[row] = (compensation[row] ?? 0) + (Math.abs(before) >= Math.abs(value) ? before - next + value : value - next + before)
    }
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0
    if (Math.abs(value) !== Infinity) values[row] = value + (compensation[row] ?? 0)
  }
}

function extreme(better: (value: number, than: number) => boolean): Fold {
  return (members, { values, present }) => {
    for (const member of members)
      for (let row = 0; row < values.length; row++) {
        if (!member.present[row]) continue
        const value = member.values[row] ?? 0
        const so = values[row] ?? 0
        if (!present[row] || better(value, so) || Number.isNaN(so)) values[row] = value
        present[row] = 1
      }
  }
}

const count: Fold = (members, { values, present }) => {
  for (const member of members)
    for (let row = 0; row < values.length; row++) {
      if (!member.present[row]) continue
      values[row] = (values[row] ?? 0) + 1
      present[row] = 1
    }
}

/** Of the group's samples of one step, in the order of the members. */
function ofStep(of: (samples: Float64Array, row: number, param: Float64Array | undefined) => number): Fold {
  return (members, { values, present }, param) => {
    const samples = new Float64Array(members.length)
    for (let row = 0; row < values.length; row++) {
      let size = 0
      for (const member of members) if (member.present[row]) samples[size++] = member.values[row] ?? 0
      if (!size) continue
      present[row] = 1
      values[row] = of(samples.subarray(0, size), row, param)
    }
  }
}

const FOLDS: Partial<Record<Aggregate["op"], Fold>> = {
  sum,
  min: extreme((value, than) => value < than),
  max: extreme((value, than) => value > than),
  count,
  group: ofStep(() => 1),
  avg: ofStep((samples) => mean(samples.length, (at) => samples[at] ?? 0)),
  stdvar: ofStep((samples) => variance(samples.length, (at) => samples[at] ?? 0)),
  stddev: ofStep((samples) => Math.sqrt(variance(samples.length, (at) => samples[at] ?? 0))),
  quantile: ofStep((samples, row, param) => quantileOfSorted(param?.[row] ?? NaN, sortNumbers(samples.slice()))),
}

/** One column a group; undefined when the aggregation is not of this kind. */
export function folded(op: Aggregate["op"], groups: Group[], rows: number, param: Float64Array | undefined): Column[] | undefined {
  const fold = FOLDS[op]
  return (
    fold &&
    groups.map(({ labels, members }) => {
      const column = emptyColumn(labels, rows)
      fold(members, column, param)
      return column
    })
  )
}
