import type { SpanTree } from "./tree.ts"

/** Time in which a span was what the trace waited for. Epoch milliseconds. */
export interface Segment {
  span: number
  fromMs: number
  toMs: number
}

interface Step {
  span: number
  startMs: number
  cursorMs: number
  /** Children by end, latest first, and how many were looked at. */
  children: number[]
  next: number
}

/**
 * The critical path of the trace's main span, latest segment first: backwards from its end, always into the child that finished last.
 * Children are clipped to their parent; one that runs on after it (or lies outside for a wrong clock) delays nothing. Iterative.
 */
export function criticalPath(tree: SpanTree): Segment[] {
  if (tree.root < 0) return []
  const segments: Segment[] = []
  const stack: Step[] = [stepInto(tree, tree.root, tree.start[tree.root]!, tree.end[tree.root]!)]
  while (stack.length > 0) {
    const step = stack.at(-1)!
    const child = nextChild(tree, step)
    if (child === undefined) {
      if (step.cursorMs > step.startMs || step.children.length === 0)
        segments.push({ span: step.span, fromMs: step.startMs, toMs: step.cursorMs })
      stack.pop()
      continue
    }
    const endMs = Math.min(tree.end[child]!, step.cursorMs)
    const startMs = Math.max(tree.start[child]!, step.startMs)
    if (endMs < step.cursorMs) segments.push({ span: step.span, fromMs: endMs, toMs: step.cursorMs })
    step.cursorMs = startMs
    stack.push(stepInto(tree, child, startMs, endMs))
  }
  return segments
}

/** Milliseconds that a span spent in none of its children; overlapping children count once. */
export function selfTimes(tree: SpanTree): Float64Array {
  const { from, list } = tree.children
  const own = new Float64Array(tree.count)
  for (let span = 0; span < tree.count; span++) {
    const [start, end] = [tree.start[span]!, tree.end[span]!]
    let covered = 0
    let reached = start
    for (let at = from[span]!; at < from[span + 1]!; at++) {
      const child = list[at]!
      const childFrom = Math.max(tree.start[child]!, reached)
      const childTo = Math.min(tree.end[child]!, end)
      if (childTo <= childFrom) continue
      covered += childTo - childFrom
      reached = childTo
    }
    own[span] = Math.max(0, end - start - covered)
  }
  return own
}

function stepInto(tree: SpanTree, span: number, startMs: number, cursorMs: number): Step {
  const { from, list } = tree.children
  const children = Array.from(list.subarray(from[span], from[span + 1])).toSorted((a, b) => tree.end[b]! - tree.end[a]!)
  return { span, startMs, cursorMs, children, next: 0 }
}

function nextChild(tree: SpanTree, step: Step): number | undefined {
  const windowEnd = tree.end[step.span]!
  while (step.next < step.children.length) {
    const child = step.children[step.next++]!
    const endMs = Math.min(tree.end[child]!, windowEnd)
    if (endMs <= step.cursorMs && endMs > step.startMs && tree.start[child]! < step.cursorMs) return child
  }
  return undefined
}
