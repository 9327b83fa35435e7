// A metric expression over the steps of a query.
import { aggregate } from "./aggregate.ts"
import { combineNumbers, combineVectors, combineWithNumber } from "./binary.ts"
import { LogqlError } from "./errors.ts"
import { keyOf, sortedLabels } from "./labels.ts"
import { evaluateRange, MAX_SERIES, TOO_MANY_SERIES } from "./range.ts"
import type { Reading } from "./reading.ts"
import { compile } from "./regex.ts"
import type { AggregateExpr, MetricExpr } from "./syntax.ts"
import { constantSeries, type Steps, type StepSeries } from "./vector.ts"

const LINES_PER_QUERY = 12_000

interface Context {
  steps: Steps
  reading: Reading
  budget: number
  root: MetricExpr
}

/** Of plain numbers alone. */
function isNumber(expr: MetricExpr): boolean {
  return expr.kind === "literal" || (expr.kind === "binary" && isNumber(expr.left) && isNumber(expr.right))
}

function numberOf(expr: MetricExpr): number {
  if (expr.kind === "binary") return combineNumbers(expr, numberOf(expr.left), numberOf(expr.right))
  return expr.kind === "literal" ? expr.value : Number.NaN
}

function rangesIn(expr: MetricExpr): number {
  if (expr.kind === "range") return 1
  if (expr.kind === "binary") return rangesIn(expr.left) + rangesIn(expr.right)
  return "inner" in expr ? rangesIn(expr.inner) : 0
}

/** A plain number when the expression is one; else series sorted by labels, or by value where `sort` asks. @throws {LogqlError} */
export function evaluate(expr: MetricExpr, steps: Steps, reading: Reading): number | StepSeries[] {
  if (isNumber(expr)) return numberOf(expr)
  const budget = Math.floor(LINES_PER_QUERY / Math.max(rangesIn(expr), 1))
  const series = evaluateVector(expr, { steps, reading, budget, root: expr })
  if (series.length > MAX_SERIES) throw new LogqlError(TOO_MANY_SERIES)
  const named = series.map((each) => ({ ...each, labels: sortedLabels(each.labels), key: keyOf(each.labels) }))
  const direction = steps.count === 1 ? sortsIn(expr) : 0
  return named.toSorted((a, b) => (direction && direction * (a.values[0]! - b.values[0]!)) || (a.key < b.key ? -1 : 1))
}

/** 1 for `sort`, −1 for `sort_desc`, 0 without. */
function sortsIn(expr: MetricExpr): number {
  if (expr.kind === "aggregate" && expr.op.startsWith("sort")) return expr.op === "sort" ? 1 : -1
  return "inner" in expr ? sortsIn(expr.inner) : 0
}

function evaluateVector(expr: MetricExpr, context: Context): StepSeries[] {
  const { steps } = context
  switch (expr.kind) {
    case "literal":
    case "vector":
      return [constantSeries(expr.value, steps.count)]
    case "range":
      return evaluateRange(expr, { ...context, isAnswer: expr === context.root })
    case "aggregate":
      return aggregate(expr, inner(expr, context), steps.count)
    case "labelReplace":
      return replaceLabel(expr, evaluateVector(expr.inner, context))
    case "binary": {
      if (isNumber(expr.left)) return combineWithNumber(expr, evaluateVector(expr.right, context), numberOf(expr.left), true)
      if (isNumber(expr.right)) return combineWithNumber(expr, evaluateVector(expr.left, context), numberOf(expr.right), false)
      return combineVectors(expr, evaluateVector(expr.left, context), evaluateVector(expr.right, context), steps.count)
    }
  }
}

const PUSHED: Record<string, RegExp> = {
  sum: /^(?:count_over_time|rate|bytes_over_time|bytes_rate|sum_over_time)$/,
  min: /^min_over_time$/,
  max: /^max_over_time$/,
}

/** Grouping may happen line by line where that gives the same numbers. */
function inner({ op, grouping, inner: expr }: AggregateExpr, context: Context): StepSeries[] {
  if (expr.kind === "range" && !expr.grouping && PUSHED[op]?.test(expr.op))
    return evaluateRange(expr, { ...context, isAnswer: false }, grouping ?? { without: false, labels: [] })
  return evaluateVector(expr, context)
}

function replaceLabel(expr: Extract<MetricExpr, { kind: "labelReplace" }>, series: StepSeries[]): StepSeries[] {
  const regex = compile(`^(?:${expr.pattern})$`)
  const seen = new Set<string>()
  return series.map((each) => {
    const matcher = regex.matcher(each.labels[expr.from] ?? "")
    const labels: Record<string, string> = { ...each.labels }
    if (matcher.find()) {
      const value = expr.replacement.replaceAll(/\$(?:\{(\w+)\}|(\w+)|\$)/g, (all, braced?: string, bare?: string) => {
        const name = braced ?? bare
        if (name === undefined) return "$"
        if (/^\d+$/.test(name)) return Number(name) <= regex.groupCount() ? (matcher.group(Number(name)) ?? "") : ""
        return Object.hasOwn(regex.namedGroups(), name) ? (matcher.group(name) ?? "") : all && ""
      })
      if (value) labels[expr.target] = value
      else delete labels[expr.target]
    }
    const key = keyOf(labels)
    if (seen.has(key)) throw new LogqlError("vector cannot contain metrics with the same labelset")
    seen.add(key)
    return { ...each, labels }
  })
}
