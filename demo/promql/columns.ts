// What an expression is while it is evaluated: one column a series, one row a step. Whoever receives a column owns it and may write to it.
import { cannot } from "./errors.ts"
import type { Labels } from "./storage.ts"

/** The times at which an expression is evaluated: `startMs + i × stepMs`. */
export interface Grid {
  startMs: number
  stepMs: number
  count: number
}

export interface Column {
  labels: Labels
  values: Float64Array
  /** 1 where the series has a sample. */
  present: Uint8Array
}

export interface ScalarValue {
  kind: "scalar"
  values: Float64Array
}
export interface VectorValue {
  kind: "vector"
  /** Of an instant query, in the order of the answer. */
  columns: Column[]
}
export interface StringValue {
  kind: "string"
  value: string
}
export type Value = ScalarValue | VectorValue | StringValue

/** Cells that one query may fill: 9 bytes each. */
const MOST_CELLS = 8_000_000

/** Counts what a query takes, so that none takes all memory. */
export class Budget {
  #left = MOST_CELLS

  /** @throws PromqlError as Prometheus' own limit does */
  take(cells: number): void {
    this.#left -= cells
    if (this.#left < 0) throw cannot("query processing would load too many samples into memory in query execution")
  }
}

export const timeOf = (grid: Grid, row: number) => grid.startMs + row * grid.stepMs
export const endOf = (grid: Grid) => timeOf(grid, grid.count - 1)

export function emptyColumn(labels: Labels, rows: number): Column {
  return { labels, values: new Float64Array(rows), present: new Uint8Array(rows) }
}

export function isEmpty({ present }: Column): boolean {
  return !present.includes(1)
}

export function vector(columns: Column[]): VectorValue {
  return { kind: "vector", columns }
}
