// How a service's time is divided: its calls one after another, its own work before, between and after them. Durations are those of the
// deck, so that a span, a bucket of a histogram and an exemplar tell the same.
import type { Deck } from "#demo/world/requests.ts"
import { within, type Node, type Stretch, type Telling } from "./plan.ts"

/** Shares of a service's own work. */
const BEFORE = 0.6
const BETWEEN = 0.1

export interface Layout {
  /** Where the server's side of the step stands within the caller's; for the root: at the beginning. */
  server: Node["place"]
  /** Where the step stands as its `nth` call, within the caller's server. */
  call: (nth: number) => Node["place"]
  /** Work of its own before its first call, or after its last one: a part of that time. */
  own: (when: "before" | "after", from: number, to: number) => Node["place"]
}

/** @param step index in `deck.steps` */
export function layoutOf(deck: Deck, step: number): Layout {
  const callsOf = (caller: number) => deck.steps.flatMap((each, index) => (each.caller === caller ? [index] : []))
  const calls = callsOf(step)
  const siblings = callsOf(deck.steps[step]!.caller)
  const spent = (steps: readonly number[], hand: number) => steps.reduce((sum, each) => sum + deck.client[each]![hand]! * 1000, 0)
  return {
    server({ hand }, parent) {
      const lasts = deck.server[step]![hand]! * 1000
      const start = parent[0] + Math.max(0, parent[1] - parent[0] - lasts) / 2
      return [start, start + lasts]
    },
    call(nth) {
      return ({ hand }, parent) => {
        const own = parent[1] - parent[0] - spent(siblings, hand)
        const between = siblings.length > 1 ? (own * BETWEEN * nth) / (siblings.length - 1) : 0
        const start = parent[0] + own * BEFORE + spent(siblings.slice(0, nth), hand) + between
        return [start, start + deck.client[step]![hand]! * 1000]
      }
    },
    own(when, from, to) {
      const share = within(from, to)
      return (telling, parent, index) => share(telling, gapOf(when, telling, parent), index)
    },
  }

  function gapOf(when: "before" | "after", { hand }: Telling, [from, to]: Stretch): Stretch {
    if (calls.length === 0) return [from, to]
    const own = to - from - spent(calls, hand)
    return when === "before" ? [from, from + own * BEFORE] : [to - own * (calls.length > 1 ? 1 - BEFORE - BETWEEN : 1 - BEFORE), to]
  }
}
