// Arithmetic and comparison between vectors: which series meets which.
import type { Binary, Matching } from "./ast.ts"
import { type Column, emptyColumn, vector, type VectorValue } from "./columns.ts"
import type { Context } from "./context.ts"
import { cannot } from "./errors.ts"
import { keyOf, labelsOf, merged, only, shown, valueOf, without, withoutName } from "./labels.ts"
import { arithmetic, comparison } from "./operators.ts"
import { signatureOf } from "./set-operators.ts"
import type { Labels } from "./storage.ts"

const NOT_EXPLICIT = "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)"
const NOT_UNIQUE = "multiple matches for labels: grouping labels must ensure unique matches"

/** The series of one signature on the side that may have only one at a time. */
interface One {
  columns: Column[]
  /** Which of them has the sample of a row; −1: none. Only when there are several. */
  at?: Int16Array
}

function duplicate({ many, on, labels }: Matching, first: Column, second: Column) {
  const names = new Set(on ? labels : [...labels, "__name__"])
  const group = on ? only(second.labels, names) : without(second.labels, names)
  const side = many === "right" ? "left" : "right"
  return cannot(
    `found duplicate series for the match group ${shown(group)} on the ${side} hand-side of the operation: ` +
      `[${shown(second.labels)}, ${shown(first.labels)}];many-to-many matching not allowed: matching labels must be unique on one side`,
  )
}

/** Rows in which any column has a sample: where one side has none, nothing is matched and nothing can be wrong. */
function anyPresent(columns: Column[], rows: number): Uint8Array {
  const any = new Uint8Array(rows)
  for (const { present } of columns) for (let row = 0; row < rows; row++) if (present[row]) any[row] = 1
  return any
}

function onesOf(columns: Column[], matching: Matching, looked: Uint8Array): Map<string, One> {
  const sign = signatureOf(matching)
  const ones = new Map<string, One>()
  for (const column of columns) {
    const key = sign(column.labels)
    const one = ones.get(key)
    if (one) one.columns.push(column)
    else ones.set(key, { columns: [column] })
  }
  for (const one of ones.values()) {
    if (one.columns.length < 2) continue
    const at = (one.at = new Int16Array(looked.length).fill(-1))
    for (const [index, column] of one.columns.entries())
      for (let row = 0; row < looked.length; row++) {
        if (!column.present[row] || !looked[row]) continue
        const first = one.columns[at[row] ?? -1]
        if (first) throw duplicate(matching, first, column)
        at[row] = index
      }
  }
  return ones
}

function resultLabels({ op, bool, matching }: Binary, many: Labels, one: Labels): Labels {
  let labels = arithmetic(op) ? withoutName(many) : many
  if (!matching.many && (matching.on || matching.labels.length)) {
    const names = new Set(matching.labels)
    labels = matching.on ? only(labels, names) : without(labels, names)
  }
  if (matching.include.length) {
    const included = matching.include.map((name) => [name, valueOf(one, name)] as const)
    labels = labelsOf([...Object.entries(labels).filter(([name]) => !matching.include.includes(name)), ...included])
  }
  return bool ? withoutName(labels) : labels
}

class Matcher {
  readonly expr: Binary
  readonly rows: number
  readonly results: Column[] = []
  /** Rows in which a signature (one to one) or a result (many to one) already has a sample. */
  readonly #taken = new Map<string, Uint8Array>()
  readonly #byPair = new Map<string, Column>()

  constructor(expr: Binary, rows: number) {
    this.expr = expr
    this.rows = rows
  }

  #takenBy(key: string): Uint8Array {
    let taken = this.#taken.get(key)
    if (!taken) this.#taken.set(key, (taken = new Uint8Array(this.rows)))
    return taken
  }

  #result(labels: Labels): Column {
    const key = keyOf(labels)
    let column = this.#byPair.get(key)
    if (!column) {
      this.#byPair.set(key, (column = emptyColumn(labels, this.rows)))
      this.results.push(column)
    }
    return column
  }

  /** Fills the rows in which `many` meets `one`, which stands for `index` of its signature. */
  meet(signature: string, many: Column, one: Column, at: Int16Array | undefined, index: number): void {
    const { op, bool, matching } = this.expr
    const compute = arithmetic(op)
    const compare = comparison(op)
    const labels = resultLabels(this.expr, many.labels, one.labels)
    const taken = this.#takenBy(matching.many ? `${signature}\xfe${keyOf(labels)}` : signature)
    const isSwapped = matching.many === "right"
    const result = this.#result(labels)
    for (let row = 0; row < this.rows; row++) {
      if (!many.present[row] || !one.present[row] || (at && at[row] !== index)) continue
      const [a = 0, b = 0] = isSwapped ? [one.values[row], many.values[row]] : [many.values[row], one.values[row]]
      const isKept = compute ? true : (compare?.(a, b) ?? false)
      if (!isKept && !bool) continue
      if (taken[row]) throw cannot(matching.many ? NOT_UNIQUE : NOT_EXPLICIT)
      if (result.present[row]) throw cannot("vector cannot contain metrics with the same labelset")
      taken[row] = 1
      result.present[row] = 1
      result.values[row] = compute ? compute(a, b) : bool ? Number(isKept) : a
    }
  }
}

export function vectorBinary(expr: Binary, left: Column[], right: Column[], { grid, budget }: Context): VectorValue {
  const { matching } = expr
  const [manySide, oneSide] = matching.many === "right" ? [right, left] : [left, right]
  const sign = signatureOf(matching)
  const ones = onesOf(oneSide, matching, anyPresent(manySide, grid.count))
  const matcher = new Matcher(expr, grid.count)
  for (const many of manySide) {
    const signature = sign(many.labels)
    const one = ones.get(signature)
    budget.take(one ? grid.count : 0)
    for (const [index, column] of one?.columns.entries() ?? []) matcher.meet(signature, many, column, one?.at, index)
  }
  return vector(merged(matcher.results.filter(({ present }) => present.includes(1))))
}
