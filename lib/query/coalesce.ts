interface Flight {
  result: Promise<unknown>
  abort: AbortController
  waiters: number
}

/**
 * Joins reads with the same key that are under way: one runs, all get its answer. A waiter that gives up leaves; the work is
 * aborted when the last one has left. Answers are shared, so nobody may change them.
 */
export class Coalescer {
  readonly #flights = new Map<string, Flight>()

  /** Reads under way. */
  get size(): number {
    return this.#flights.size
  }

  async join<T>(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    const flight = this.#flights.get(key) ?? this.#start(key, work)
    flight.waiters += 1
    const left = leaving(signal)
    try {
      return (await Promise.race([flight.result, left.promise])) as T
    } finally {
      left.dispose()
      flight.waiters -= 1
      if (flight.waiters === 0) this.#end(key, flight)
    }
  }

  #start<T>(key: string, work: (signal: AbortSignal) => Promise<T>): Flight {
    const abort = new AbortController()
    const flight: Flight = { abort, waiters: 0, result: work(abort.signal) }
    // Its waiters hear of a failure; one that comes after they left is nobody's.
    flight.result.catch(() => {})
    this.#flights.set(key, flight)
    return flight
  }

  #end(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key)
    flight.abort.abort()
  }
}

/** Rejects with the signal's reason once it aborts; `dispose` takes the listener off again. */
export function leaving(signal: AbortSignal): { promise: Promise<never>; dispose(): void } {
  const { promise, reject } = Promise.withResolvers<never>()
  const leave = () => reject(signal.reason as Error)
  signal.addEventListener("abort", leave, { once: true })
  promise.catch(() => {})
  return { promise, dispose: () => signal.removeEventListener("abort", leave) }
}
