// The structural operators: which spans of one spanset stand in a relation to those of another.
import type { TraceView } from "./trace-view.ts"

type Related = (view: TraceView, at: number, others: Uint8Array) => boolean

const parentIn: Related = ({ parents }, at, others) => parents[at]! >= 0 && others[parents[at]!] === 1
const ancestorIn: Related = ({ parents }, at, others) => {
  for (let up = parents[at]!; up >= 0; up = parents[up]!) if (others[up] === 1) return true
  return false
}

function childIn({ parents }: TraceView, at: number, others: Uint8Array): boolean {
  return parents.some((parent, child) => parent === at && others[child] === 1)
}

function descendantIn({ nested: { left, right }, spans }: TraceView, at: number, others: Uint8Array): boolean {
  return spans.some((_, other) => others[other] === 1 && left[other]! > left[at]! && right[other]! < right[at]!)
}

function siblingIn({ parents }: TraceView, at: number, others: Uint8Array): boolean {
  return parents[at]! >= 0 && parents.some((parent, other) => other !== at && parent === parents[at] && others[other] === 1)
}

/** What a span of the right side must have on the left, and the other way round. */
const RELATIONS: Record<string, { right: Related; left: Related }> = {
  ">": { right: parentIn, left: childIn },
  ">>": { right: ancestorIn, left: descendantIn },
  "<": { right: childIn, left: parentIn },
  "<<": { right: descendantIn, left: ancestorIn },
  "~": { right: siblingIn, left: siblingIn },
}

const marked = (count: number, places: readonly number[]) => {
  const marks = new Uint8Array(count)
  for (const at of places) marks[at] = 1
  return marks
}

/** `left >> right` and its like: places of the right side that stand in the relation, with `!` those that don't, with `&` both sides. */
export function related(view: TraceView, op: string, left: readonly number[], right: readonly number[]): number[] {
  const kind = op.startsWith("!") || op.startsWith("&") ? op.slice(1) : op
  const relation = RELATIONS[kind]!
  const isNegated = op.startsWith("!")
  const lefts = marked(view.spans.length, left)
  const found = right.filter((at) => relation.right(view, at, lefts) !== isNegated)
  if (!op.startsWith("&")) return found
  const rights = marked(view.spans.length, right)
  return union(
    left.filter((at) => relation.left(view, at, rights)),
    found,
  )
}

/** Places of either, in order. */
export function union(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].toSorted((x, y) => x - y)
}
