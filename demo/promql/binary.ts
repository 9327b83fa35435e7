// Binary operators.
import { type Binary, isComparison, isSetOperator } from "./ast.ts"
import { type Column, type ScalarValue, vector, type VectorValue } from "./columns.ts"
import type { Context } from "./context.ts"
import { merged, withoutName } from "./labels.ts"
import { arithmetic, comparison } from "./operators.ts"
import { setOperation } from "./set-operators.ts"
import { vectorBinary } from "./vector-matching.ts"

function scalars(op: string, left: Float64Array, right: Float64Array): ScalarValue {
  const compute = arithmetic(op)
  const compare = comparison(op)
  const values = left.map((a, row) => {
    const b = right[row] ?? NaN
    return compute ? compute(a, b) : Number(compare?.(a, b))
  })
  return { kind: "scalar", values }
}

/** A vector and a scalar; `swapped` when the scalar is written first. A comparison keeps the vector's value. */
function withScalar({ op, bool }: Binary, columns: Column[], scalar: Float64Array, swapped: boolean): VectorValue {
  const compute = arithmetic(op)
  const compare = comparison(op)
  for (const column of columns) {
    const { values, present } = column
    for (let row = 0; row < values.length; row++) {
      const [a = 0, b = 0] = swapped ? [scalar[row], values[row]] : [values[row], scalar[row]]
      if (compute) values[row] = compute(a, b)
      else if (bool) values[row] = Number(compare?.(a, b))
      else if (!compare?.(a, b)) present[row] = 0
    }
    if (compute || bool) column.labels = withoutName(column.labels)
  }
  return vector(merged(isComparison(op) && !bool ? columns.filter(({ present }) => present.includes(1)) : columns))
}

export function binary(expr: Binary, context: Context): ScalarValue | VectorValue {
  const left = context.evaluate(expr.left, context)
  const right = context.evaluate(expr.right, context)
  if (left.kind === "scalar" && right.kind === "scalar") return scalars(expr.op, left.values, right.values)
  if (left.kind === "vector" && right.kind === "scalar") return withScalar(expr, left.columns, right.values, false)
  if (left.kind === "scalar" && right.kind === "vector") return withScalar(expr, right.columns, left.values, true)
  if (left.kind !== "vector" || right.kind !== "vector") throw new TypeError("not an operand")
  if (isSetOperator(expr.op)) return setOperation(expr, left.columns, right.columns)
  return vectorBinary(expr, left.columns, right.columns, context)
}
