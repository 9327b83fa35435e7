import { AppError } from "#lib/http/errors.ts"
import { leaving } from "./coalesce.ts"

/** Who reads: alerts have places of their own, so that no dashboard can make them wait. */
export type Lane = "panel" | "explore" | "alert"

interface Door {
  running: number
  queue: (() => void)[]
}

/** Reads at the same time that one datasource sees from this process for people, and as many for alerts. */
const PLACES = 6
/** Beyond this somebody is hammering a source that does not keep up. */
const LONGEST_QUEUE = 2000

/** Bounds how many reads a datasource sees at once. One that hangs fills its own places and nobody else's. */
export class Gate {
  readonly #doors = new Map<string, Door>()
  readonly #places: number

  constructor(places = PLACES) {
    this.#places = places
  }

  /**
   * Runs `work` when a place is free, in order of arrival; gives the place in the queue up when the signal aborts. `work` is told whether it
   * is the only one.
   * @throws {AppError} rate_limited when the queue is full
   */
  async pass<T>(datasourceId: string, lane: Lane, signal: AbortSignal, work: (alone: boolean) => Promise<T>): Promise<T> {
    const key = `${lane === "alert" ? "alert" : "people"} ${datasourceId}`
    const door = this.#doors.get(key) ?? { running: 0, queue: [] }
    this.#doors.set(key, door)
    if (door.running >= this.#places) await this.#wait(door, signal)
    else door.running += 1
    try {
      signal.throwIfAborted()
      return await work(door.running === 1)
    } finally {
      this.#handOn(door)
      if (door.running === 0) this.#doors.delete(key)
    }
  }

  async #wait(door: Door, signal: AbortSignal): Promise<void> {
    if (door.queue.length >= LONGEST_QUEUE)
      throw new AppError("rate_limited", "readQueueFull", {}, { safeForViewer: true, retryAfterMs: 5000 })
    const { promise: turn, resolve: enter } = Promise.withResolvers<void>()
    door.queue.push(enter)
    const left = leaving(signal)
    try {
      await Promise.race([turn, left.promise])
    } catch (error) {
      const at = door.queue.indexOf(enter)
      if (at >= 0) door.queue.splice(at, 1)
      // The place was handed over in the same moment: pass it on.
      else this.#handOn(door)
      throw error
    } finally {
      left.dispose()
    }
  }

  #handOn(door: Door): void {
    const next = door.queue.shift()
    if (next) next()
    else door.running -= 1
  }
}
