// By which requests happen. A flow is one story told by one gateway with one instance behind it; its n-th request happens when rate × work
// has grown to n and a bit. So the requests until an instant are counted without a walk, the n-th is found without the others, and
// counters, log lines and spans are of the same requests exactly.
import { INSTANCES, type InstanceIndex, type ServiceName } from "#demo/world/cast.ts"
import { type Clockwork, type Column, createClockwork } from "#demo/world/clockwork.ts"
import { hash, hashText, normal, unit } from "#demo/world/hash.ts"
import { isOutside, type Leg, STORIES, type Story } from "#demo/world/stories.ts"
import type { World } from "#demo/world/world.ts"

/** Durations come from a deck of so many hands per story, dealt again and again. */
export const DECK = 1024

export interface Flow {
  /** Names the flow for good. */
  index: number
  story: Story
  gateway: InstanceIndex
  /** Which instance of each service behind the gateway answers (0 where instance 1 is down). */
  lane: InstanceIndex
  rate: number
  column: Column
  seed: number
}

/** A leg with what its place in the story makes of it. */
export interface Step {
  leg: Leg
  /** Index in `Deck.steps` of who calls; -1 for the root. */
  caller: number
}

/** A story's legs (parents first) and how long each takes, by hand. */
export interface Deck {
  steps: readonly Step[]
  /** Seconds at the server, `[step][hand]`; for a call outwards or a refused one that of the caller's side. */
  server: readonly Float64Array[]
  /** Seconds at the caller: the server's and the network's. */
  client: readonly Float64Array[]
}

export interface Requests {
  readonly flows: readonly Flow[]
  readonly clockwork: Clockwork
  /** Requests of a flow since the epoch that happened before `timeMs`. */
  count(flow: Flow, timeMs: number): number
  /** When the n-th (from 0) of a flow happened, in ms with a fraction. */
  timeOf(flow: Flow, n: number): number
  deck(story: Story): Deck
}

/** Which hand of the deck the n-th request holds. */
export const handOf = (flow: Flow, n: number): number => (n + flow.seed) & (DECK - 1)

/** Whether the n-th request of a flow has a trace. */
export const isSampled = (flow: Flow, n: number): boolean => (n + flow.index) % flow.story.sampled === 0

/** Whether payment's bad version answers. */
export const isBadVersion = (flow: Flow): boolean => flow.story.parts.some((part) => part === "fed" || part === "starved")

/** Whether it finds no free connection at payment. */
export const isStarved = (flow: Flow): boolean => flow.story.parts.every((part) => part === "starved")

/** The instance that answers a leg of a flow. */
export function instanceOf(flow: Flow, service: ServiceName): InstanceIndex {
  if (service === "gateway") return flow.gateway
  const part = service === "event-service" ? "down0" : service === "notification" ? "down1" : undefined
  return part && flow.story.parts.includes(part) ? 0 : flow.lane
}

const stepsOf = (leg: Leg, caller = -1, steps: Step[] = []): Step[] => {
  const index = steps.push({ leg, caller }) - 1
  for (const call of leg.calls) stepsOf(call, index, steps)
  return steps
}

/** Seconds in steps of 2⁻²⁰: their sums are exact, however long they grow. */
const exact = (seconds: number): number => Math.round(seconds * 2 ** 20) / 2 ** 20

/** A permutation of the hands: it spreads them over a distribution evenly, yet in no order. */
function shuffle(hand: number, salt: number): number {
  let place = (Math.imul(hand, (salt & 0x3fc) + 0x5b1) + (salt >>> 12)) & (DECK - 1)
  place ^= place >>> 5
  place = Math.imul(place, ((salt >>> 8) & 0x3fc) + 0x2d3) & (DECK - 1)
  return place ^ (place >>> 4)
}

function deal(story: Story, seed: number): Deck {
  const steps = stepsOf(story.root)
  const server = steps.map(() => new Float64Array(DECK))
  const client = steps.map(() => new Float64Array(DECK))
  for (let s = steps.length - 1; s >= 0; s--) {
    const { leg, caller } = steps[s]!
    const salt = hashText(`${story.name.split("@")[0]}/${s}`, seed)
    for (let hand = 0; hand < DECK; hand++) {
      const share = (shuffle(hand, salt) + 0.05 + 0.9 * unit(salt, hand)) / DECK
      server[s]![hand]! += exact((leg.own.medianMs / 1000) * Math.exp(leg.own.sigma * normal(share)))
      const network = isOutside(leg.to) || leg.refused ? 0 : exact(0.0003 + 0.0012 * unit(salt, hand, 1) ** 3)
      client[s]![hand] = server[s]![hand]! + network
      if (caller >= 0) server[caller]![hand]! += client[s]![hand]!
    }
  }
  return { steps, server, client }
}

export function createRequests(world: World): Requests {
  const clockwork = createClockwork(world)
  const flows: Flow[] = []
  for (const story of STORIES) {
    const lanes = story.lanes ?? INSTANCES
    const column = clockwork.column(story.channel, story.parts)
    for (const gateway of INSTANCES)
      for (const lane of lanes) {
        const index = flows.length
        flows.push({ index, story, gateway, lane, rate: story.rate / (2 * lanes.length), column, seed: hash(world.seed, index) })
      }
  }
  const decks = new Map<Leg, Deck>()
  return {
    flows,
    clockwork,
    count(flow, timeMs) {
      const amount = flow.rate * clockwork.until(flow.column, timeMs)
      const whole = Math.floor(amount)
      return unit(flow.seed, whole) < amount - whole ? whole + 1 : whole
    },
    timeOf: (flow, n) => clockwork.timeOf(flow.column, (n + unit(flow.seed, n)) / flow.rate),
    deck(story) {
      let deck = decks.get(story.root)
      if (!deck) decks.set(story.root, (deck = deal(story, world.seed)))
      return deck
    },
  }
}
