// Sums over the hands of a deck, so that what n requests add up to is known from n alone.
import { DECK, type Deck } from "#demo/world/requests.ts"

/** What hands come to before each hand; the last is a deck dealt once. */
export type Running = Uint16Array | Float64Array

/** What one hand of a story adds: a duration, a price, one or nothing. */
export type Measure = (hand: number) => number

export function runningSum(measure: Measure): Float64Array {
  const sums = new Float64Array(DECK + 1)
  for (let hand = 0; hand < DECK; hand++) sums[hand + 1] = sums[hand]! + measure(hand)
  return sums
}

const EVERY_HAND = Uint16Array.from({ length: DECK + 1 }, (_, hand) => hand)

function runningWithin(seconds: Float64Array, bound: number): Uint16Array {
  const counts = new Uint16Array(DECK + 1)
  for (let hand = 0; hand < DECK; hand++) counts[hand + 1] = counts[hand]! + (seconds[hand]! <= bound ? 1 : 0)
  return counts
}

/** Running sums over the durations of legs, kept per deck. */
export class LegSums {
  readonly #kept = new Map<Float64Array, Map<number | "sum", Running>>()

  /** Those within a bound, or their sum. */
  of(deck: Deck, step: number, side: "server" | "client", what: number | "sum"): Running {
    if (what === Infinity) return EVERY_HAND
    const seconds = deck[side][step]!
    const kept = this.#kept.get(seconds) ?? new Map<number | "sum", Running>()
    this.#kept.set(seconds, kept)
    let running = kept.get(what)
    if (!running) kept.set(what, (running = what === "sum" ? runningSum((hand) => seconds[hand]!) : runningWithin(seconds, what)))
    return running
  }
}
