// An expression on a grid of times → its columns.
import { aggregate } from "./aggregate.ts"
import { bare, type Call, type Expr, type Unary } from "./ast.ts"
import { binary } from "./binary.ts"
import { type Column, timeOf, type Value, vector } from "./columns.ts"
import type { Context } from "./context.ts"
import { absent } from "./functions/absent.ts"
import { histogramQuantile } from "./functions/histogram.ts"
import { labelJoin, labelReplace } from "./functions/labels.ts"
import { eachSample, math } from "./functions/math.ts"
import { overRange } from "./functions/range.ts"
import { scalarArg } from "./functions/scalar-arg.ts"
import { sorted } from "./functions/sort.ts"
import { TIME_PARTS } from "./functions/time.ts"
import { distinct, NO_LABELS, withoutName } from "./labels.ts"
import { select } from "./select.ts"

const seconds = ({ grid }: Context) => Float64Array.from({ length: grid.count }, (_, row) => timeOf(grid, row) / 1000)

function scalar(values: Float64Array): Value {
  return { kind: "scalar", values }
}

function column(values: Float64Array): Column {
  return { labels: NO_LABELS, values, present: new Uint8Array(values.length).fill(1) }
}

function columnsOf(expr: Expr | undefined, context: Context): Column[] {
  const value = expr && context.evaluate(expr, context)
  if (value?.kind !== "vector") throw new TypeError("not a vector")
  return value.columns
}

/** The only sample of each step, or NaN. */
function onlySample(columns: Column[], rows: number): Float64Array {
  const found = new Uint32Array(rows)
  const values = new Float64Array(rows)
  for (const { present, values: own } of columns)
    for (let row = 0; row < rows; row++) {
      if (!present[row]) continue
      found[row] = (found[row] ?? 0) + 1
      values[row] = own[row] ?? NaN
    }
  return values.map((value, row) => (found[row] === 1 ? value : NaN))
}

function timestamps(arg: Expr | undefined, context: Context): Value {
  const inner = arg && bare(arg)
  const columns = inner?.kind === "selector" ? select(inner, context, "time") : columnsOf(arg, context)
  const times = seconds(context)
  if (inner?.kind !== "selector") for (const { values } of columns) values.set(times)
  return eachSample(columns, (value) => value)
}

function call(expr: Call, context: Context): Value {
  const { name } = expr.of
  const [first, second] = expr.args
  const range = overRange(expr, context)
  if (range) return range
  const part = Object.hasOwn(TIME_PARTS, name) ? TIME_PARTS[name] : undefined
  if (part) return eachSample(first ? columnsOf(first, context) : [column(seconds(context))], part)
  switch (name) {
    case "time":
      return scalar(seconds(context))
    case "pi":
      return scalar(new Float64Array(context.grid.count).fill(Math.PI))
    case "scalar":
      return scalar(onlySample(columnsOf(first, context), context.grid.count))
    case "vector":
      return vector([column(scalarArg(first, context).slice())])
    case "timestamp":
      return timestamps(first, context)
    case "absent":
      return absent(columnsOf(first, context), first ?? expr, context)
    case "histogram_quantile":
      return histogramQuantile(expr, columnsOf(second, context), context)
    case "label_replace":
      return labelReplace(expr, columnsOf(first, context), context)
    case "label_join":
      return labelJoin(expr, columnsOf(first, context), context)
    case "sort":
    case "sort_desc":
      return vector(sorted(columnsOf(first, context), name === "sort", context.grid.count))
  }
  // What is left works on native histograms, of which there are none.
  if (name.startsWith("histogram_")) return vector([])
  return math(expr, columnsOf(first, context), context) ?? vector([])
}

function unary({ op, expr }: Unary, context: Context): Value {
  const value = context.evaluate(expr, context)
  if (op === "+" || value.kind === "string") return value
  if (value.kind === "scalar") return scalar(value.values.map((each) => -each))
  for (const each of value.columns) {
    for (let row = 0; row < each.values.length; row++) each.values[row] = -(each.values[row] ?? 0)
    each.labels = withoutName(each.labels)
  }
  return vector(distinct(value.columns))
}

/** @throws PromqlError when the samples can't answer it */
export function evaluate(expr: Expr, context: Context): Value {
  switch (expr.kind) {
    case "number":
      return scalar(new Float64Array(context.grid.count).fill(expr.value))
    case "string":
      return expr
    case "paren":
      return context.evaluate(expr.expr, context)
    case "selector":
      return vector(select(expr, context))
    case "aggregate":
      return aggregate(expr, context)
    case "binary":
      return binary(expr, context)
    case "unary":
      return unary(expr, context)
    case "call":
      return call(expr, context)
    case "range":
    case "subquery":
      throw new TypeError("a range vector is read by a function")
  }
}
