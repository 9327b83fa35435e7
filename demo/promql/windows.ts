// Functions over a range: a window slides over each series' samples, or, for a counter that can tell, over nothing at all.
import { bare, type Expr, type Range, type Subquery } from "./ast.ts"
import { type Column, emptyColumn, type Grid } from "./columns.ts"
import { type Context, type Reads, readsOf } from "./context.ts"
import { spread } from "./select.ts"
import type { CounterWindow, Labels, Samples } from "./storage.ts"

/** Samples `lo ≤ i < hi` stand in the window `fromMs < time ≤ toMs`; never empty. */
export interface Window {
  times: Float64Array
  values: Float64Array
  lo: number
  hi: number
  fromMs: number
  toMs: number
  /** When the expression is evaluated (differs from `toMs` by offset and `@`). */
  nowMs: number
}

/** `args` are the call's scalars at this step. Undefined: no sample. */
export type OverRange = (window: Window, args: readonly number[]) => number | undefined
export type OverCounter = (window: CounterWindow, fromMs: number, toMs: number) => number | undefined

/** One series that a window can slide over. */
interface Source {
  labels: Labels
  samples(fromMs: number, toMs: number): Samples
  /** Of a stored counter. */
  counter?(fromMs: number, toMs: number): CounterWindow | undefined
}

/** The samples of a range selector's or a subquery's series. */
export interface Ranged {
  sources: Source[]
  rangeMs: number
  reads: Reads
}

/** Stale markers are no samples. */
export function withoutStale({ times, values, stale }: Samples): Samples {
  if (!stale?.includes(1)) return { times, values }
  const kept = (_: number, at: number) => !stale[at]
  return { times: times.filter(kept), values: values.filter(kept) }
}

/** The steps of a subquery stand at multiples of its step, whatever the outer ones are. */
function innerGrid({ rangeMs, stepMs }: Subquery, reads: Reads, defaultStepMs: number): Grid {
  const step = stepMs ?? defaultStepMs
  const after = reads.firstMs - rangeMs
  const startMs = (Math.floor(after / step) + 1) * step
  return { startMs, stepMs: step, count: Math.max(0, Math.floor((reads.lastMs - startMs) / step) + 1) }
}

function between(grid: Grid, { values, present }: Column, fromMs: number, toMs: number): Samples {
  const lo = Math.max(0, Math.floor((fromMs - grid.startMs) / grid.stepMs) + 1)
  const hi = Math.min(grid.count, Math.floor((toMs - grid.startMs) / grid.stepMs) + 1)
  const rows: number[] = []
  for (let row = lo; row < hi; row++) if (present[row]) rows.push(row)
  return {
    times: Float64Array.from(rows, (row) => grid.startMs + row * grid.stepMs),
    values: Float64Array.from(rows, (row) => values[row] ?? 0),
  }
}

function subquery(expr: Subquery, context: Context): Ranged {
  const reads = readsOf(context, expr)
  const grid = innerGrid(expr, reads, context.defaultStepMs)
  if (!grid.count) return { sources: [], rangeMs: expr.rangeMs, reads }
  context.budget.take(grid.count)
  const inner = context.evaluate(expr.expr, { ...context, grid })
  const columns = inner.kind === "vector" ? inner.columns : []
  const sources = columns.map((column) => ({
    labels: column.labels,
    samples: (fromMs: number, toMs: number) => between(grid, column, fromMs, toMs),
  }))
  return { sources, rangeMs: expr.rangeMs, reads }
}

function rangeSelector({ selector, rangeMs }: Range, context: Context): Ranged {
  const reads = readsOf(context, selector)
  const found = context.storage.select(selector.matchers, reads.firstMs - rangeMs, reads.lastMs)
  const sources = found.map((series) => ({
    labels: series.labels,
    counter: series.counter && ((fromMs: number, toMs: number) => series.counter?.(fromMs, toMs)),
    samples: (fromMs: number, toMs: number) => withoutStale(series.samples(fromMs, toMs)),
  }))
  return { sources, rangeMs, reads }
}

/** What a range vector expression reads. */
export function ranged(expr: Expr, context: Context): Ranged {
  const inner = bare(expr)
  if (inner.kind === "subquery") return subquery(inner, context)
  if (inner.kind === "range") return rangeSelector(inner, context)
  throw new TypeError("not a range vector")
}

export interface Sliding {
  over: OverRange
  /** Instead of `over` for series that have `counter`. */
  counter?: OverCounter
  args: readonly Float64Array[]
}

function slideCounter(source: Source, { reads, rangeMs }: Ranged, rows: number, column: Column, over: OverCounter): void {
  for (let row = 0; row < rows; row++) {
    const toMs = reads.timeAt(row)
    const window = source.counter?.(toMs - rangeMs, toMs)
    const value = window && over(window, toMs - rangeMs, toMs)
    if (value === undefined) continue
    column.present[row] = 1
    column.values[row] = value
  }
}

function slideSamples(source: Source, { reads, rangeMs }: Ranged, grid: Grid, rows: number, column: Column, { over, args }: Sliding) {
  // Windows that leave gaps between them are read one by one: a month of samples is not generated to look at some of them.
  const apart = !reads.fixed && rows > 1 && rangeMs * 2 < grid.stepMs
  let { times, values }: Samples = apart
    ? { times: new Float64Array(), values: new Float64Array() }
    : source.samples(reads.firstMs - rangeMs, reads.lastMs)
  const scalars = args.map(() => 0)
  let lo = 0
  let hi = 0
  for (let row = 0; row < rows; row++) {
    const toMs = reads.timeAt(row)
    const fromMs = toMs - rangeMs
    if (apart) {
      ;({ times, values } = source.samples(fromMs, toMs))
      lo = 0
      hi = times.length
    } else {
      while (hi < times.length && (times[hi] ?? 0) <= toMs) hi++
      while (lo < hi && (times[lo] ?? 0) <= fromMs) lo++
    }
    if (lo === hi) continue
    for (let at = 0; at < args.length; at++) scalars[at] = args[at]?.[row] ?? NaN
    const value = over({ times, values, lo, hi, fromMs, toMs, nowMs: grid.startMs + row * grid.stepMs }, scalars)
    if (value === undefined) continue
    column.present[row] = 1
    column.values[row] = value
  }
}

/** Applies a function to the window of every step of every series; series without any result are left out. */
export function slide(range: Ranged, context: Context, sliding: Sliding): Column[] {
  const { grid } = context
  const once = range.reads.fixed && sliding.args.length === 0
  const rows = once ? 1 : grid.count
  const columns: Column[] = []
  for (const source of range.sources) {
    context.budget.take(grid.count)
    const column = emptyColumn(source.labels, grid.count)
    if (source.counter && sliding.counter) slideCounter(source, range, rows, column, sliding.counter)
    else slideSamples(source, range, grid, rows, column, sliding)
    if (once) spread(column)
    if (column.present.includes(1)) columns.push(column)
  }
  return columns
}
