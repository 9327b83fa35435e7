import type { Trace, TraceShape, TraceStore } from "./trace-store.ts"

const FIRST_CHUNK_MS = 60_000
const LAST_CHUNK_MS = 6 * 3_600_000

/** Traces of these shapes, newest first, lazily: in chunks of time that grow, so that what is rare is found without a walk over the rest. */
export function* newestOf(store: TraceStore, shapes: readonly TraceShape[], fromMs: number, toMs: number): Generator<Trace> {
  if (shapes.length === store.shapes.length) {
    yield* store.traces(fromMs, toMs)
    return
  }
  for (let end = toMs, chunk = FIRST_CHUNK_MS; end > fromMs; end -= chunk, chunk = Math.min(2 * chunk, LAST_CHUNK_MS)) {
    const start = Math.max(fromMs, end - chunk)
    const found = shapes.flatMap((shape) => (shape.count(start, end) > 0 ? [...shape.traces(start, end)] : []))
    yield* found.toSorted((a, b) => b.startMs - a.startMs)
  }
}
