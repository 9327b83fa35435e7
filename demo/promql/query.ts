// The engine's two questions: at one time, and over a range of times.
import { bare, type Expr, typeOf } from "./ast.ts"
import { Budget, type Column, type Value } from "./columns.ts"
import { type Context, DEFAULT_SUBQUERY_STEP_MS, LOOKBACK_MS } from "./context.ts"
import { PromqlError } from "./errors.ts"
import { evaluate } from "./evaluate.ts"
import { compareLabels } from "./labels.ts"
import { Notes } from "./notes.ts"
import { parse } from "./parse.ts"
import type { Labels, Samples, Storage } from "./storage.ts"
import { ranged } from "./windows.ts"

export interface Options {
  lookbackMs?: number
}

/** Samples of a range vector, sorted by labels. */
export interface MatrixValue {
  kind: "matrix"
  series: { labels: Labels; samples: Samples }[]
}

export interface Answered<V> {
  value: V
  warnings: string[]
  infos: string[]
}

interface Asked extends Options {
  query: string
  startMs: number
  endMs: number
  stepMs: number
}

function contextOf(storage: Storage, { query, startMs, endMs, stepMs, lookbackMs = LOOKBACK_MS }: Asked): Context {
  const count = Math.floor((endMs - startMs) / stepMs) + 1
  return {
    storage,
    grid: { startMs, stepMs, count },
    startMs,
    endMs,
    lookbackMs,
    defaultStepMs: DEFAULT_SUBQUERY_STEP_MS,
    notes: new Notes(query),
    budget: new Budget(),
    evaluate,
  }
}

function matrix(expr: Expr, context: Context): MatrixValue {
  const { sources, reads, rangeMs } = ranged(expr, context)
  const series = sources.map((source) => ({ labels: source.labels, samples: source.samples(reads.firstMs - rangeMs, reads.lastMs) }))
  const filled = series.filter(({ samples }) => samples.times.length)
  return { kind: "matrix", series: filled.toSorted((a, b) => compareLabels(a.labels, b.labels)) }
}

/**
 * The value of a query at one time. A vector's columns have one row each, and come in the order of the answer.
 * @throws PromqlError
 */
export function queryAt(storage: Storage, query: string, timeMs: number, options: Options = {}): Answered<Value | MatrixValue> {
  const expr = parse(query)
  const context = contextOf(storage, { ...options, query, startMs: timeMs, endMs: timeMs, stepMs: 1 })
  const value = typeOf(expr) === "matrix" ? matrix(bare(expr), context) : context.evaluate(expr, context)
  const { warnings, infos } = context.notes
  return { value, warnings, infos }
}

/**
 * The columns of a query over a range, sorted by labels; a scalar is one column without labels.
 * @throws PromqlError
 */
export function queryRange(storage: Storage, asked: Asked): Answered<Column[]> {
  const expr = parse(asked.query)
  const type = typeOf(expr)
  if (type === "matrix" || type === "string") {
    const shown = type === "matrix" ? "range vector" : type
    throw new PromqlError("bad_data", `invalid expression type "${shown}" for range query, must be Scalar or instant Vector`)
  }
  const context = contextOf(storage, asked)
  const value = context.evaluate(expr, context)
  const { warnings, infos } = context.notes
  if (value.kind === "scalar") {
    const present = new Uint8Array(value.values.length).fill(1)
    return { value: [{ labels: {}, values: value.values, present }], warnings, infos }
  }
  const columns = value.kind === "vector" ? value.columns.filter(({ present }) => present.includes(1)) : []
  return { value: columns.toSorted((a, b) => compareLabels(a.labels, b.labels)), warnings, infos }
}
