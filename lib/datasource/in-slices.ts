/** Longest stretch of work before other requests get their turn, ms. */
const SLICE_MS = 12

/** Where work gets its input from while it runs. */
export interface Supply {
  isStarved(): boolean
  refill(): Promise<void>
}

/**
 * Runs a generator to its end, giving the event loop a turn whenever a slice of time is used up: the generator yields at points
 * where it may be interrupted, a few microseconds to a few milliseconds apart. Rejects with the signal's reason when aborted between slices.
 */
export async function inSlices<T>(work: Generator<unknown, T>, signal?: AbortSignal, supply?: Supply): Promise<T> {
  let until = performance.now() + SLICE_MS
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    if (supply?.isStarved()) await supply.refill()
    if (performance.now() < until) continue
    await new Promise(setImmediate)
    signal?.throwIfAborted()
    until = performance.now() + SLICE_MS
  }
}
