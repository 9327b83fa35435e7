// Sums over the hands of a deck, so that what n requests add up to is known from n alone.
import { DECK, type Deck, type Flow, type Requests } from "#demo/world/requests.ts"

/** Of a deck: how many hands are within each bound, and what they come to, before each hand. Dealt once round: row `DECK`. */
export interface Sums {
  bounds: readonly number[]
  /** `[hand × bounds + bound]`, cumulative over bounds as `le` is. */
  within: Uint16Array
  total: Float64Array
}

/** What one hand of a story adds: a duration, a price, one or nothing. */
export type Measure = (hand: number) => number

export function sumsOf(measure: Measure, bounds: readonly number[]): Sums {
  const width = bounds.length
  const within = new Uint16Array((DECK + 1) * width)
  const total = new Float64Array(DECK + 1)
  for (let hand = 0; hand < DECK; hand++) {
    const value = measure(hand)
    total[hand + 1] = total[hand]! + value
    for (let b = 0; b < width; b++) within[(hand + 1) * width + b] = within[hand * width + b]! + (value <= bounds[b]! ? 1 : 0)
  }
  return { bounds, within, total }
}

/** A flow that a group of counters counts, by what of it. */
export interface Term {
  flow: Flow
  sums: Sums
}

/** Counters that move together, as a row: requests within each bound, all requests, the sum of their measures. */
export interface Group {
  readonly width: number
  /** The row at an instant, counted since the epoch. */
  read(timeMs: number, out: Float64Array, at: number): void
}

export function groupOf(requests: Requests, terms: readonly Term[], bounds: readonly number[] = []): Group {
  const buckets = bounds.length
  const width = buckets + 2
  return {
    width,
    read(timeMs, out, at) {
      out.fill(0, at, at + width)
      for (const { flow, sums } of terms) {
        const n = requests.count(flow, timeMs)
        const begin = flow.seed & (DECK - 1)
        const round = Math.floor((n + begin) / DECK)
        const hand = n + begin - round * DECK
        const { within, total } = sums
        for (let b = 0; b < buckets; b++)
          out[at + b]! += round * within[DECK * buckets + b]! + within[hand * buckets + b]! - within[begin * buckets + b]!
        out[at + buckets]! += n
        out[at + buckets + 1]! += round * total[DECK]! + total[hand]! - total[begin]!
      }
    },
  }
}

/** Sums over the durations of one leg, kept per deck. */
export class LegSums {
  readonly #kept = new Map<Float64Array, Map<readonly number[], Sums>>()

  of(deck: Deck, step: number, side: "server" | "client", bounds: readonly number[]): Sums {
    const seconds = deck[side][step]!
    const byBounds = this.#kept.get(seconds) ?? new Map<readonly number[], Sums>()
    this.#kept.set(seconds, byBounds)
    let sums = byBounds.get(bounds)
    if (!sums) byBounds.set(bounds, (sums = sumsOf((hand) => seconds[hand]!, bounds)))
    return sums
  }
}
