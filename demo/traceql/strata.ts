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

/** Few of a rare shape tell little; these many of each are looked at whatever its part. */
const LEAST_OF_SHAPE = 4
/** A shape that is looked at often is looked at piece by piece: so many traces stand for a piece of the range. */
const TRACES_PER_PIECE = 3
/** So many are expected in the stretch where one is looked for. */
const EXPECTED = 3
/** Where nearly all are wanted, all are listed and some left out. */
const LISTED = 3

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
  for (const shape of shapes) {
    const counts = countsOf(shape, intervals, endMs)
    const all = sum(counts)
    const wanted = single ? 1 : Math.min(all, Math.max(LEAST_OF_SHAPE, Math.round((budget * all) / total)))
    const pieces = Math.max(1, Math.min(count, Math.floor(wanted / TRACES_PER_PIECE)))
    for (let piece = 0; piece < pieces; piece++) {
      const [first, last] = [Math.floor((piece * count) / pieces), Math.floor(((piece + 1) * count) / pieces)]
      const weights = counts.subarray(first, last)
      const there = sum(weights)
      if (there === 0) continue
      const stretch = { fromMs: fromMs + first * stepMs, toMs: Math.min(fromMs + last * stepMs, endMs) }
      const found = spread(shape, stretch, there, Math.min(there, Math.max(1, Math.round((wanted * there) / all))))
      const shared = weights.map((weight) => weight / found.length)
      for (const trace of found) yield { trace, first, weights: shared }
    }
  }
}

const sum = (counts: Float64Array) => counts.reduce((total, count) => total + count, 0)

/** `wanted` traces of the shape, evenly over the stretch in which `there` of them are; at least one. */
function spread(shape: TraceShape, { fromMs, toMs }: { fromMs: number; toMs: number }, there: number, wanted: number): Trace[] {
  if (there <= LISTED * wanted) {
    const all = [...shape.traces(fromMs, toMs)]
    return Array.from({ length: wanted }, (_, at) => all[Math.floor(((at + 0.5) * all.length) / wanted)]!)
  }
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
