// What `absent` says of a series that isn't there: the labels that its selector fixes.
import { bare, type Expr } from "../ast.ts"
import { type Column, emptyColumn, vector, type VectorValue } from "../columns.ts"
import type { Context } from "../context.ts"
import { labelsOf } from "../labels.ts"
import type { Labels } from "../storage.ts"

/** Of a selector's `=` matchers; a label that is named twice is none. */
export function labelsOfAbsent(expr: Expr | undefined): Labels {
  const selector = expr?.kind === "range" ? expr.selector : expr
  if (selector?.kind !== "selector") return {}
  const fixed = new Map<string, string>()
  const seen = new Set<string>()
  for (const { name, op, value } of selector.matchers) {
    if (name === "__name__") continue
    if (op === "=" && !seen.has(name)) {
      fixed.set(name, value)
      seen.add(name)
    } else fixed.delete(name)
  }
  return labelsOf(fixed)
}

export function absent(columns: Column[], arg: Expr, { grid }: Context): VectorValue {
  const column = emptyColumn(labelsOfAbsent(bare(arg)), grid.count)
  column.values.fill(1)
  column.present.fill(1)
  for (const { present } of columns) present.forEach((is, row) => is && (column.present[row] = 0))
  return vector(column.present.includes(1) ? [column] : [])
}
