// Which traces of a long range are looked at, and what each stands for. Shapes are counted exactly; a few traces of each, spread over the
// range, tell what a trace of that shape is like.
import type { Trace, TraceShape } from "./trace-store.ts"

/** The sample at `firstMs + i · stepMs` tells of the step that ends there. */
export interface Intervals {
  firstMs: number
  stepMs: number
  count: number
}

/** A trace, and how many traces of each step from `first` on it stands for. */
export interface Standing {
  trace: Trace
  first: number
  weights: Float64Array
}

const MAX_BLOCKS = 8
/** So many are expected in the stretch where one is looked for. */
const EXPECTED = 3

/** Steps of one shape: how many traces begin in each. */
function countsOf(shape: TraceShape, { firstMs, stepMs, count }: Intervals, endMs: number): Float64Array {
  return Float64Array.from({ length: count }, (_, at) => {
    const from = firstMs + (at - 1) * stepMs
    return shape.count(from, Math.min(from + stepMs, endMs))
  })
}

/**
 * About `budget` traces of the shapes that stand for all of them. `single`: one of each shape is enough.
 * Nothing begins at or after `endMs`.
 */
export function* standings(
  shapes: readonly TraceShape[],
  intervals: Intervals,
  endMs: number,
  { budget, single }: { budget: number; single: boolean },
): Generator<Standing> {
  const { firstMs, stepMs, count } = intervals
  const fromMs = firstMs - stepMs
  const total = shapes.reduce((sum, shape) => sum + shape.count(fromMs, endMs), 0)
  const blocks = single ? 1 : Math.min(count, MAX_BLOCKS)
  for (const shape of shapes) {
    const counts = countsOf(shape, intervals, endMs)
    for (let block = 0; block < blocks; block++) {
      const [first, last] = [Math.floor((block * count) / blocks), Math.floor(((block + 1) * count) / blocks)]
      const weights = counts.subarray(first, last)
      const there = weights.reduce((sum, weight) => sum + weight, 0)
      if (there === 0) continue
      const wanted = single ? 1 : Math.min(there, Math.max(1, Math.round((budget * there) / total)))
      const stretch = { fromMs: fromMs + first * stepMs, toMs: Math.min(fromMs + last * stepMs, endMs) }
      const found = spread(shape, stretch, there, wanted)
      const shared = weights.map((weight) => weight / found.length)
      for (const trace of found) yield { trace, first, weights: shared }
    }
  }
}

/** `wanted` traces of the shape, evenly over the stretch in which `there` of them are; at least one. */
function spread(shape: TraceShape, { fromMs, toMs }: { fromMs: number; toMs: number }, there: number, wanted: number): Trace[] {
  const found: Trace[] = []
  const gap = (toMs - fromMs) / wanted
  const near = Math.min(gap, (gap * EXPECTED * wanted) / there)
  for (let at = 0; at < wanted; at++) {
    const middle = fromMs + (at + 0.5) * gap
    const trace = newest(shape, middle - near / 2, middle + near / 2)
    if (trace) found.push(trace)
  }
  const any = found.length === 0 ? newest(shape, fromMs, toMs) : undefined
  return any ? [any] : found
}

function newest(shape: TraceShape, fromMs: number, toMs: number): Trace | undefined {
  for (const trace of shape.traces(fromMs, toMs)) return trace
  return undefined
}
