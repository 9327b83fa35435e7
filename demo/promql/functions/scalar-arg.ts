import type { Expr } from "../ast.ts"
import type { Context } from "../context.ts"

/** A scalar argument, one value a step. */
export function scalarArg(expr: Expr | undefined, context: Context): Float64Array {
  const value = expr && context.evaluate(expr, context)
  if (value?.kind !== "scalar") throw new TypeError("not a scalar")
  return value.values
}

/** A string argument. */
export function stringArg(expr: Expr | undefined, context: Context): string {
  const value = expr && context.evaluate(expr, context)
  if (value?.kind !== "string") throw new TypeError("not a string")
  return value.value
}
