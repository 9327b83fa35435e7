import { bareId } from "./fields.ts"
import type { Computed } from "./spansets.ts"
import type { TraceView } from "./trace-view.ts"

export interface Exemplar {
  labels: Computed[]
  /** Absent: what its series has at that step. */
  value?: number
  timeMs: number
  interval: number
}

/** Hands out the wanted number of exemplars evenly over the steps. */
export class ExemplarQuota {
  readonly #taken: Float64Array
  readonly #perBucket: number
  readonly #stepsPerBucket: number

  constructor(wanted: number, intervals: number) {
    const buckets = Math.max(1, Math.min(wanted, intervals))
    this.#taken = new Float64Array(buckets)
    this.#perBucket = Math.floor(wanted / buckets)
    this.#stepsPerBucket = intervals / buckets
  }

  /** Whether one more may be kept at this step. */
  take(interval: number): boolean {
    const bucket = Math.floor(interval / this.#stepsPerBucket)
    if (this.#taken[bucket]! >= this.#perBucket) return false
    this.#taken[bucket]!++
    return true
  }
}

/** The span at this place as an exemplar. */
export function exemplarOf(view: TraceView, at: number, interval: number, labels: Computed[], value: number | undefined): Exemplar {
  const traceId: Computed = { name: "trace:id", type: "string", value: bareId(view.trace.traceId) }
  return { labels: [traceId, ...labels], value, timeMs: Math.floor(Number(view.spans[at]!.startNs / 1000n) / 1000), interval }
}
