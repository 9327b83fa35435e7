// Aggregations.
import type { Aggregate } from "./ast.ts"
import { countValues } from "./aggregations/count-values.ts"
import { folded } from "./aggregations/folds.ts"
import { groupsOf } from "./aggregations/groups.ts"
import { ranked } from "./aggregations/ranks.ts"
import { vector, type VectorValue } from "./columns.ts"
import type { Context } from "./context.ts"
import { scalarArg, stringArg } from "./functions/scalar-arg.ts"

function warnOfQuantile(param: Float64Array | undefined, { op, param: expr }: Aggregate, { notes }: Context): void {
  const odd = op === "quantile" ? param?.find((q) => !(q >= 0 && q <= 1)) : undefined
  if (odd !== undefined) notes.warn(`quantile value should be between 0 and 1, got ${odd}`, expr?.from ?? 0)
}

export function aggregate(expr: Aggregate, context: Context): VectorValue {
  const input = context.evaluate(expr.expr, context)
  if (input.kind !== "vector") throw new TypeError("not a vector")
  const rows = context.grid.count
  if (expr.op === "count_values") return vector(countValues(stringArg(expr.param, context), input.columns, expr, rows))
  const param = expr.param && scalarArg(expr.param, context)
  const groups = groupsOf(input.columns, expr)
  if (expr.op === "topk" || expr.op === "bottomk") return vector(ranked(expr.op, groups, rows, param ?? new Float64Array(rows)))
  context.budget.take(groups.length * rows)
  warnOfQuantile(param, expr, context)
  return vector(folded(expr.op, groups, rows, param) ?? [])
}
