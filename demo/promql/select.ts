// Instant selectors: the newest sample of each series, not older than the lookback and not stale.
import type { Selector } from "./ast.ts"
import { type Column, emptyColumn } from "./columns.ts"
import { type Context, type Reads, readsOf } from "./context.ts"
import type { Series } from "./storage.ts"

/** What of the sample is taken: its value, or its time in seconds (for `timestamp()`). */
export type Taken = "value" | "time"

function fromLatest(series: Series, context: Context, reads: Reads, taken: Taken): Column {
  const column = emptyColumn(series.labels, context.grid.count)
  const rows = reads.fixed ? 1 : context.grid.count
  for (let row = 0; row < rows; row++) {
    const time = reads.timeAt(row)
    const sample = series.latest?.(time - context.lookbackMs, time)
    if (!sample) continue
    column.present[row] = 1
    column.values[row] = taken === "time" ? sample.timeMs / 1000 : sample.value
  }
  return column
}

function fromSamples(series: Series, context: Context, reads: Reads, taken: Taken): Column {
  const column = emptyColumn(series.labels, context.grid.count)
  const { times, values, stale } = series.samples(reads.firstMs - context.lookbackMs, reads.lastMs)
  const rows = reads.fixed ? 1 : context.grid.count
  let next = 0
  for (let row = 0; row < rows; row++) {
    const time = reads.timeAt(row)
    while (next < times.length && (times[next] ?? 0) <= time) next++
    const newest = next - 1
    const at = times[newest] ?? 0
    if (newest < 0 || at <= time - context.lookbackMs || stale?.[newest]) continue
    column.present[row] = 1
    column.values[row] = taken === "time" ? at / 1000 : (values[newest] ?? NaN)
  }
  return column
}

/** One column a series; those without any sample are left out. */
export function select(selector: Selector, context: Context, taken: Taken = "value"): Column[] {
  const reads = readsOf(context, selector)
  const found = context.storage.select(selector.matchers, reads.firstMs - context.lookbackMs, reads.lastMs)
  const columns: Column[] = []
  for (const series of found) {
    context.budget.take(context.grid.count)
    const column = series.latest ? fromLatest(series, context, reads, taken) : fromSamples(series, context, reads, taken)
    if (reads.fixed) spread(column)
    if (column.present.includes(1)) columns.push(column)
  }
  return columns
}

/** What was read once stands in every row. */
export function spread({ values, present }: Column): void {
  values.fill(values[0] ?? 0)
  present.fill(present[0] ?? 0)
}
