// and, or, unless.
import type { Binary } from "./ast.ts"
import { type Column, vector, type VectorValue } from "./columns.ts"
import { keyOf, merged, only, without } from "./labels.ts"
import type { Labels } from "./storage.ts"

/** What must be equal for two series to match. */
export function signatureOf({ on, labels }: Binary["matching"]): (of: Labels) => string {
  const names = new Set(on ? labels : [...labels, "__name__"])
  return (of) => keyOf(on ? only(of, names) : without(of, names))
}

/** Where any of the series of a signature has a sample. */
function presence(columns: Column[], sign: (of: Labels) => string): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>()
  for (const { labels, present } of columns) {
    const key = sign(labels)
    const rows = found.get(key)
    if (!rows) found.set(key, present.slice())
    else present.forEach((is, row) => is && (rows[row] = 1))
  }
  return found
}

/** Columns where the other side has (`wanted` 1) or hasn't (0) a match. */
function where(columns: Column[], other: Column[], sign: (of: Labels) => string, wanted: 0 | 1): Column[] {
  const matches = presence(other, sign)
  for (const column of columns) {
    const match = matches.get(sign(column.labels))
    for (let row = 0; row < column.present.length; row++) if ((match?.[row] ?? 0) !== wanted) column.present[row] = 0
  }
  return columns.filter(({ present }) => present.includes(1))
}

export function setOperation({ op, matching }: Binary, left: Column[], right: Column[]): VectorValue {
  const sign = signatureOf(matching)
  if (op === "and") return vector(where(left, right, sign, 1))
  if (op === "unless") return vector(where(left, right, sign, 0))
  return vector(merged([...left, ...where(right, left, sign, 0)]))
}
