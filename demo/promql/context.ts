// All that an expression is evaluated with.
import type { Expr, Shift } from "./ast.ts"
import { type Budget, endOf, type Grid, timeOf, type Value } from "./columns.ts"
import type { Notes } from "./notes.ts"
import type { Storage } from "./storage.ts"

export interface Context {
  storage: Storage
  grid: Grid
  /** Of the whole query: what `@ start()` and `@ end()` mean, in a subquery too. */
  startMs: number
  endMs: number
  lookbackMs: number
  /** The step of a subquery that names none. */
  defaultStepMs: number
  notes: Notes
  budget: Budget
  evaluate(expr: Expr, context: Context): Value
}

export const LOOKBACK_MS = 300_000
export const DEFAULT_SUBQUERY_STEP_MS = 60_000

/** The times a shifted selector reads at. */
export interface Reads {
  /** Of row `i`; every row reads the same time when `fixed`. */
  timeAt(row: number): number
  fixed: boolean
  firstMs: number
  lastMs: number
}

export function readsOf({ grid, startMs, endMs }: Context, { at, offsetMs }: Shift): Reads {
  const fixed = at === undefined ? undefined : (at === "start" ? startMs : at === "end" ? endMs : at) - offsetMs
  if (fixed !== undefined) return { timeAt: () => fixed, fixed: true, firstMs: fixed, lastMs: fixed }
  return {
    timeAt: (row) => timeOf(grid, row) - offsetMs,
    fixed: false,
    firstMs: grid.startMs - offsetMs,
    lastMs: endOf(grid) - offsetMs,
  }
}
