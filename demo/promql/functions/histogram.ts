// histogram_quantile of classic histograms.
import type { Call } from "../ast.ts"
import { type Column, emptyColumn, vector, type VectorValue } from "../columns.ts"
import type { Context } from "../context.ts"
import { keyOf, without } from "../labels.ts"
import { scalarArg } from "./scalar-arg.ts"

const NOT_OF_GROUP = new Set(["__name__", "le"])
/** Relative difference of two counts that is taken for rounding. */
const ROUNDING = 1e-12

interface Bucket {
  bound: number
  column: Column
}
interface Group {
  labels: Column["labels"]
  name: string
  buckets: Bucket[]
}

/** Upper bounds as Go parses them; undefined when it wouldn't. */
function boundOf(le: string): number | undefined {
  if (/^[+]?inf(inity)?$/i.test(le)) return Infinity
  if (/^-inf(inity)?$/i.test(le)) return -Infinity
  if (/^[+-]?nan$/i.test(le)) return NaN
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(le) ? Number(le) : undefined
}

function grouped(columns: Column[], call: Call, { notes }: Context): Group[] {
  const groups = new Map<string, Group>()
  for (const column of columns) {
    const le = column.labels.le ?? ""
    const name = column.labels.__name__ ?? ""
    const bound = boundOf(le)
    if (bound === undefined) {
      const at = call.args[1]?.from ?? call.from
      notes.warn(`bucket label "le" is missing or has a malformed value of "${le}" for metric name "${name}"`, at)
      continue
    }
    const labels = without(column.labels, NOT_OF_GROUP)
    const key = keyOf(labels)
    const group = groups.get(key)
    if (group) group.buckets.push({ bound, column })
    else groups.set(key, { labels, name, buckets: [{ bound, column }] })
  }
  for (const { buckets } of groups.values()) buckets.sort((a, b) => a.bound - b.bound)
  return [...groups.values()]
}

function almostEqual(a: number, b: number): boolean {
  return Math.abs(a - b) / Math.min(Math.abs(a) + Math.abs(b), Number.MAX_VALUE) < ROUNDING
}

/** The buckets of one step: those of equal bounds are one. */
class Step {
  readonly bounds: Float64Array
  readonly counts: Float64Array
  size = 0

  constructor(most: number) {
    this.bounds = new Float64Array(most)
    this.counts = new Float64Array(most)
  }

  /** @returns whether there is any bucket */
  fill(buckets: Bucket[], row: number): boolean {
    this.size = 0
    for (const { bound, column } of buckets) {
      if (!column.present[row]) continue
      const count = column.values[row] ?? 0
      if (this.size && this.bounds[this.size - 1] === bound) this.counts[this.size - 1] = (this.counts[this.size - 1] ?? 0) + count
      else {
        this.bounds[this.size] = bound
        this.counts[this.size++] = count
      }
    }
    return this.size > 0
  }

  /** Lifts what falls. @returns whether more than rounding was lifted */
  makeMonotonic(): boolean {
    let lifted = false
    let before = this.counts[0] ?? 0
    for (let at = 1; at < this.size; at++) {
      const count = this.counts[at] ?? 0
      if (count === before) continue
      const isRounding = almostEqual(before, count)
      if (isRounding || count < before) this.counts[at] = before
      else before = count
      lifted ||= !isRounding && count < before
    }
    return lifted
  }

  quantile(q: number): number {
    const last = this.size - 1
    const observations = this.counts[last] ?? 0
    if (this.size < 2 || observations === 0 || Number.isNaN(observations)) return NaN
    let rank = q * observations
    let at = 0
    while (at < last && !((this.counts[at] ?? 0) >= rank)) at++
    if (at === last) return this.bounds[last - 1] ?? NaN
    const end = this.bounds[at] ?? NaN
    if (at === 0 && end <= 0) return end
    let start = 0
    let count = this.counts[at] ?? 0
    if (at > 0) {
      start = this.bounds[at - 1] ?? 0
      count -= this.counts[at - 1] ?? 0
      rank -= this.counts[at - 1] ?? 0
    }
    return start + (end - start) * (rank / count)
  }
}

export function histogramQuantile(call: Call, columns: Column[], context: Context): VectorValue {
  const quantiles = scalarArg(call.args[0], context)
  const rows = context.grid.count
  const odd = quantiles.find((q) => !(q >= 0 && q <= 1))
  if (odd !== undefined && columns.length)
    context.notes.warn(`quantile value should be between 0 and 1, got ${odd}`, call.args[0]?.from ?? call.from)
  const found = grouped(columns, call, context).map((group) => {
    const column = emptyColumn(group.labels, rows)
    const step = new Step(group.buckets.length)
    let lifted = false
    for (let row = 0; row < rows; row++) {
      if (!step.fill(group.buckets, row)) continue
      const q = quantiles[row] ?? NaN
      column.present[row] = 1
      if (Number.isNaN(q) || q < 0 || q > 1) column.values[row] = q < 0 ? -Infinity : q > 1 ? Infinity : NaN
      else if (step.bounds[step.size - 1] !== Infinity) column.values[row] = NaN
      else {
        lifted = step.makeMonotonic() || lifted
        column.values[row] = step.quantile(q)
      }
    }
    if (lifted) sayLifted(group.name, call, context)
    return column
  })
  return vector(found)
}

function sayLifted(name: string, call: Call, { notes }: Context): void {
  const where = "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile"
  const of = name ? ` for metric name "${name}"` : ""
  notes.info(`input to histogram_quantile needed to be fixed for monotonicity (see ${where})${of}`, call.args[1]?.from ?? call.from)
}
