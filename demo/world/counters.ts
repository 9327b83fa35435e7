// Counters of the company: what has happened until a scrape, or until any instant, since the epoch. They only grow.
import type { Running } from "#demo/world/hands.ts"
import { DECK, type Flow, type Requests } from "#demo/world/requests.ts"
import type { Timeline } from "#demo/world/timeline.ts"

/** What was read at so many scrapes is kept for who asks next. */
const SLOT_BITS = 12
const SLOTS = 1 << SLOT_BITS
/** A scrape has its place in one of so many neighbours. */
const WAYS = 4
const NONE = -(2 ** 31)

/** Which scrapes are kept where. */
class Slots {
  readonly #ticks = new Int32Array(SLOTS).fill(NONE)

  /** Where a scrape is kept; or, when it is not, `~slot` of where it is from now on. */
  find(tick: number): number {
    const ticks = this.#ticks
    // Spreads scrapes that stand at equal distances.
    const first = Math.imul(tick, 0x9e3779b1) >>> (32 - SLOT_BITS)
    for (let way = 0; way < WAYS; way++) if (ticks[(first + way) & (SLOTS - 1)] === tick) return (first + way) & (SLOTS - 1)
    let slot = (first + (tick & (WAYS - 1))) & (SLOTS - 1)
    for (let way = 0; way < WAYS; way++) if (ticks[(first + way) & (SLOTS - 1)] === NONE) slot = (first + way) & (SLOTS - 1)
    ticks[slot] = tick
    return ~slot
  }
}

export interface Counter {
  at(tick: number): number
  until(timeMs: number): number
}

/** How many requests each flow of a target had had at its scrapes. */
export class Tally {
  readonly #requests: Requests
  readonly #timeline: Timeline
  readonly #flows: Flow[] = []
  #slots: Slots | undefined
  counts = new Uint32Array()

  constructor(requests: Requests, timeline: Timeline) {
    this.#requests = requests
    this.#timeline = timeline
  }

  /** Its place among the counts. */
  place(flow: Flow): number {
    const known = this.#flows.indexOf(flow)
    return known < 0 ? this.#flows.push(flow) - 1 : known
  }

  /** Where the counts of a scrape begin. */
  row(tick: number): number {
    const width = this.#flows.length
    if (this.counts.length !== SLOTS * width) {
      this.#slots = new Slots()
      this.counts = new Uint32Array(SLOTS * width)
    }
    const found = this.#slots!.find(tick)
    if (found >= 0) return found * width
    const row = ~found * width
    const timeMs = this.#timeline.timeOf(tick)
    for (let i = 0; i < width; i++) this.counts[row + i] = this.#requests.count(this.#flows[i]!, timeMs)
    return row
  }

  count(flow: Flow, timeMs: number): number {
    return this.#requests.count(flow, timeMs)
  }
}

/** A flow that a counter counts, by what of it. */
export interface Term {
  flow: Flow
  running: Running
}

/** Sums what each request of some flows adds. */
export class FlowCounter implements Counter {
  readonly #tally: Tally
  readonly #flows: readonly Flow[]
  readonly #places: Int32Array
  readonly #begins: Int32Array
  readonly #running: readonly Running[]
  /** What stands in the decks before the first requests. */
  readonly #origin: number

  constructor(tally: Tally, terms: readonly Term[]) {
    this.#tally = tally
    this.#flows = terms.map(({ flow }) => flow)
    this.#places = Int32Array.from(terms, ({ flow }) => tally.place(flow))
    this.#begins = Int32Array.from(terms, ({ flow }) => flow.seed & (DECK - 1))
    this.#running = terms.map(({ running }) => running)
    this.#origin = terms.reduce((sum, { running }, i) => sum + running[this.#begins[i]!]!, 0)
  }

  at(tick: number): number {
    const row = this.#tally.row(tick)
    const { counts } = this.#tally
    let sum = -this.#origin
    for (let i = 0; i < this.#places.length; i++) {
      const n = counts[row + this.#places[i]!]! + this.#begins[i]!
      const running = this.#running[i]!
      sum += Math.floor(n / DECK) * running[DECK]! + running[n & (DECK - 1)]!
    }
    return sum
  }

  until(timeMs: number): number {
    return this.#flows.reduce((sum, flow, i) => {
      const n = this.#tally.count(flow, timeMs) + this.#begins[i]!
      return sum + Math.floor(n / DECK) * this.#running[i]![DECK]! + this.#running[i]![n & (DECK - 1)]!
    }, -this.#origin)
  }
}

/** One that is worked out from the time. */
export class TimeCounter implements Counter {
  readonly #read: (timeMs: number) => number
  readonly #timeline: Timeline
  #slots: Slots | undefined
  #values = new Float64Array()

  constructor(timeline: Timeline, read: (timeMs: number) => number) {
    this.#timeline = timeline
    this.#read = read
  }

  at(tick: number): number {
    if (this.#slots === undefined) {
      this.#slots = new Slots()
      this.#values = new Float64Array(SLOTS)
    }
    const found = this.#slots.find(tick)
    if (found >= 0) return this.#values[found]!
    return (this.#values[~found] = this.#read(this.#timeline.timeOf(tick)))
  }

  until(timeMs: number): number {
    return this.#read(timeMs)
  }
}
