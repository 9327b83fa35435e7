// Samples that were read out of a real server, as a Storage.
import { compareLabels, labelsOf } from "../labels.ts"
import { matchesAll } from "../matchers.ts"
import type { Labels, Samples, Series, Storage } from "../storage.ts"

export interface Recorded {
  labels: Labels
  /** Ascending times in milliseconds; a stale marker is `stale`. */
  samples: { timeMs: number; value: number; stale?: boolean }[]
}

function indexAfter(times: Float64Array, ms: number): number {
  let [lo, hi] = [0, times.length]
  while (lo < hi) {
    const middle = (lo + hi) >> 1
    if ((times[middle] ?? 0) <= ms) lo = middle + 1
    else hi = middle
  }
  return lo
}

class MemorySeries implements Series {
  readonly labels: Labels
  readonly #all: Required<Samples>

  constructor({ labels, samples }: Recorded) {
    this.labels = labelsOf(Object.entries(labels))
    this.#all = {
      times: Float64Array.from(samples, ({ timeMs }) => timeMs),
      values: Float64Array.from(samples, ({ value }) => value),
      stale: Uint8Array.from(samples, ({ stale }) => Number(stale ?? false)),
    }
  }

  samples(fromMs: number, toMs: number): Samples {
    const { times, values, stale } = this.#all
    const [lo, hi] = [indexAfter(times, fromMs), indexAfter(times, toMs)]
    return { times: times.subarray(lo, hi), values: values.subarray(lo, hi), stale: stale.subarray(lo, hi) }
  }
}

/** Series without `latest` and `counter`: the engine has to take all from samples. */
export function memoryStorage(recorded: Recorded[]): Storage {
  const all = recorded.map((one) => new MemorySeries(one)).toSorted((a, b) => compareLabels(a.labels, b.labels))
  return {
    select: (matchers, fromMs, toMs) =>
      all.filter(({ labels }) => matchesAll(matchers, labels)).filter((one) => one.samples(fromMs, toMs).times.length),
  }
}
