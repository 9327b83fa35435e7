// Functions of each sample by itself.
import type { Call } from "../ast.ts"
import { type Column, vector, type VectorValue } from "../columns.ts"
import type { Context } from "../context.ts"
import { merged, withoutName } from "../labels.ts"
import { scalarArg } from "./scalar-arg.ts"

const PLAIN: Record<string, (value: number) => number> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  exp: Math.exp,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  deg: (value) => (value * 180) / Math.PI,
  rad: (value) => (value * Math.PI) / 180,
  sgn: (value) => (value < 0 ? -1 : value > 0 ? 1 : value),
}

/** As in Go, an infinity on the right side wins over NaN. */
const max = (a: number, b: number) => (a === Infinity || b === Infinity ? Infinity : Math.max(a, b))
const min = (a: number, b: number) => (a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b))

/** With the scalars of the step; undefined: no sample. */
const WITH_ARGS: Record<string, (value: number, a: number, b: number) => number | undefined> = {
  clamp: (value, least, most) => (most < least ? undefined : max(least, min(most, value))),
  clamp_min: (value, least) => max(least, value),
  clamp_max: (value, most) => min(most, value),
  round: (value, to) => Math.floor(value * (1 / to) + 0.5) / (1 / to),
}

/** Applies `f` to all samples, and drops the metric's name. */
export function eachSample(columns: Column[], f: (value: number) => number): VectorValue {
  for (const column of columns) {
    const { values } = column
    for (let row = 0; row < values.length; row++) values[row] = f(values[row] ?? 0)
    column.labels = withoutName(column.labels)
  }
  return vector(merged(columns))
}

/** Undefined when the function is not one of these. */
export function math(call: Call, columns: Column[], context: Context): VectorValue | undefined {
  const { name } = call.of
  const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined
  if (plain) return eachSample(columns, plain)
  const f = Object.hasOwn(WITH_ARGS, name) ? WITH_ARGS[name] : undefined
  if (!f) return undefined
  const [a, b] = call.args.slice(1).map((arg) => scalarArg(arg, context))
  for (const column of columns) {
    const { values, present } = column
    for (let row = 0; row < values.length; row++) {
      const value = f(values[row] ?? 0, a?.[row] ?? 1, b?.[row] ?? 1)
      if (value === undefined) present[row] = 0
      else values[row] = value
    }
    column.labels = withoutName(column.labels)
  }
  return vector(merged(columns))
}
