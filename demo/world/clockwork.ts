// How much work has been done until an instant, told apart by what was going wrong meanwhile. Between minutes of the cycle it grows
// evenly, so that it can be read both ways: work until a time, and the time of a request.
import { BAD_DEPLOY, CYCLE_MINUTES, CYCLE_MS, cycleOf, DOWN, isEven, MINUTE_MS, STARVED } from "#demo/world/incidents.ts"
import { type Channel, EPOCH_MS, work } from "#demo/world/rhythm.ts"
import type { World } from "#demo/world/world.ts"

/**
 * Every moment is in one of these. `down0`: event-service-1 is down; `down1`: notification-1 is; `fed` and `starved`: payment is badly deployed,
 * the request gets a connection or doesn't; `calm`: all else.
 */
export type Part = "down0" | "down1" | "fed" | "starved" | "calm"
export const PARTS: readonly Part[] = ["down0", "down1", "fed", "starved", "calm"]
const PART = { down0: 0, down1: 1, fed: 2, starved: 3, calm: 4 }

/** A set of parts as bits, `1 << index in PARTS`. */
export const maskOf = (parts: readonly Part[]): number => parts.reduce((mask, part) => mask | (1 << PART[part]), 0)

const CHANNELS: readonly Channel[] = ["usual", "strained", "load"]
const EDGES = CYCLE_MINUTES + 1
const KEPT = 2048

/** Work done in one channel while in one of some parts: a straight line from minute to minute. */
export interface Column {
  readonly index: number
  readonly channel: Channel
  readonly mask: number
}

export interface Clockwork {
  /** Asked for before any reading. */
  column(channel: Channel, parts: readonly Part[]): Column
  /** Seconds (of a rhythm of 1) since the epoch. */
  until(column: Column, timeMs: number): number
  /** How fast it grows at an instant: 1 is the mean of a channel. */
  pace(column: Column, timeMs: number): number
  /** The instant at which a column had this much; columns that stand still at that height give where they began to. */
  timeOf(column: Column, amount: number): number
}

function shareOf(part: number, minute: number, even: boolean): number {
  const down = minute >= DOWN.from && minute < DOWN.to
  const bad = minute >= BAD_DEPLOY.from && minute < BAD_DEPLOY.to
  if (part === PART.down0) return down && even ? 1 : 0
  if (part === PART.down1) return down && !even ? 1 : 0
  const starved = bad ? STARVED[minute - BAD_DEPLOY.from]! : 0
  if (part === PART.starved) return starved
  if (part === PART.fed) return bad ? 1 - starved : 0
  return down || bad ? 0 : 1
}

/** `SHARES[even][part × minutes + minute]` */
const SHARES = [false, true].map((even) =>
  Float64Array.from({ length: PARTS.length * CYCLE_MINUTES }, (_, i) => shareOf(Math.floor(i / CYCLE_MINUTES), i % CYCLE_MINUTES, even)),
)

/** Sums at the beginning of every cycle since the epoch, per channel and part; grows as later cycles are asked for. */
class Ledger {
  readonly #world: World
  readonly first: number
  #known = 1
  #sums = new Float64Array(PARTS.length * CHANNELS.length * 1024)

  constructor(world: World) {
    this.#world = world
    this.first = cycleOf(world, EPOCH_MS)
  }

  /** The height of every channel and part (channel-major) at the beginning of a cycle; zeros before the epoch. */
  at(cycle: number, out: Float64Array): void {
    const row = Math.max(0, cycle - this.first)
    if (row >= this.#known) this.#grow(row)
    const width = out.length
    for (let i = 0; i < width; i++) out[i] = this.#sums[row * width + i]!
  }

  /** One column's height at the beginning of a cycle. */
  height(cycle: number, { channel, mask }: Column): number {
    const row = Math.max(0, cycle - this.first)
    if (row >= this.#known) this.#grow(row)
    const from = (row * CHANNELS.length + CHANNELS.indexOf(channel)) * PARTS.length
    let sum = 0
    for (let p = 0; p < PARTS.length; p++) if (mask & (1 << p)) sum += this.#sums[from + p]!
    return sum
  }

  #grow(row: number): void {
    const width = PARTS.length * CHANNELS.length
    const until = row + 64
    if (until * width >= this.#sums.length) {
      const wider = new Float64Array((until + (until >> 2)) * width)
      wider.set(this.#sums)
      this.#sums = wider
    }
    const minutes = new Float64Array(EDGES)
    for (; this.#known < until; this.#known++) {
      const cycle = this.first + this.#known - 1
      const from = (this.#known - 1) * width
      for (const [c, channel] of CHANNELS.entries()) {
        edgesOf(this.#world, channel, cycle, minutes)
        const shares = SHARES[isEven(cycle) ? 1 : 0]!
        for (let p = 0; p < PARTS.length; p++) {
          let sum = this.#sums[from + c * PARTS.length + p]!
          for (let m = 0; m < CYCLE_MINUTES; m++) sum += shares[p * CYCLE_MINUTES + m]! * (minutes[m + 1]! - minutes[m]!)
          this.#sums[from + width + c * PARTS.length + p] = sum
        }
      }
    }
  }
}

function edgesOf(world: World, channel: Channel, cycle: number, out: Float64Array): void {
  const begin = world.phaseMs + cycle * CYCLE_MS
  for (let m = 0; m < EDGES; m++) out[m] = work(world.seed, channel, begin + m * MINUTE_MS)
}

/** Every column's height at each minute of one cycle, column-major. */
function tabulate(world: World, ledger: Ledger, columns: readonly Column[], cycle: number): Float64Array {
  const table = new Float64Array(columns.length * EDGES)
  const parts = new Float64Array(CHANNELS.length * PARTS.length)
  ledger.at(cycle, parts)
  const shares = SHARES[isEven(cycle) ? 1 : 0]!
  const still = cycle < ledger.first
  const edges = CHANNELS.map((channel) => {
    const minutes = new Float64Array(EDGES)
    edgesOf(world, channel, cycle, minutes)
    return minutes
  })
  for (let m = 0; m < EDGES; m++) {
    for (const { index, channel, mask } of columns) {
      const c = CHANNELS.indexOf(channel)
      let sum = 0
      for (let p = 0; p < PARTS.length; p++) if (mask & (1 << p)) sum += parts[c * PARTS.length + p]!
      table[index * EDGES + m] = sum
    }
    if (m === CYCLE_MINUTES || still) continue
    for (let c = 0; c < CHANNELS.length; c++) {
      const step = edges[c]![m + 1]! - edges[c]![m]!
      for (let p = 0; p < PARTS.length; p++) parts[c * PARTS.length + p]! += shares[p * CYCLE_MINUTES + m]! * step
    }
  }
  return table
}

export function createClockwork(world: World): Clockwork {
  const ledger = new Ledger(world)
  const columns: Column[] = []
  const recent: number[] = []
  const cycles = new Int32Array(KEPT).fill(-(2 ** 31))
  const tables: (Float64Array | undefined)[] = Array.from({ length: KEPT }, () => undefined)

  function tableOf(cycle: number): Float64Array {
    const slot = cycle & (KEPT - 1)
    const kept = tables[slot]
    if (cycles[slot] === cycle && kept !== undefined && kept.length === columns.length * EDGES) return kept
    cycles[slot] = cycle
    return (tables[slot] = tabulate(world, ledger, columns, cycle))
  }

  return {
    column(channel, parts) {
      const mask = maskOf(parts)
      const known = columns.find((column) => column.channel === channel && column.mask === mask)
      if (known) return known
      const column = { index: columns.length, channel, mask }
      columns.push(column)
      return column
    },
    until({ index }, timeMs) {
      const cycle = Math.floor((timeMs - world.phaseMs) / CYCLE_MS)
      const minutes = (timeMs - world.phaseMs - cycle * CYCLE_MS) / MINUTE_MS
      const minute = Math.min(CYCLE_MINUTES - 1, Math.floor(minutes))
      const table = tableOf(cycle)
      const low = table[index * EDGES + minute]!
      return low + (minutes - minute) * (table[index * EDGES + minute + 1]! - low)
    },
    pace({ index }, timeMs) {
      const cycle = Math.floor((timeMs - world.phaseMs) / CYCLE_MS)
      const minute = Math.min(CYCLE_MINUTES - 1, Math.floor((timeMs - world.phaseMs - cycle * CYCLE_MS) / MINUTE_MS))
      const table = tableOf(cycle)
      return (table[index * EDGES + minute + 1]! - table[index * EDGES + minute]!) / 60
    },
    timeOf(column, amount) {
      const { index } = column
      // From the cycle of the last answer outwards: who asks for one request asks for its neighbours next.
      let low = recent[index] ?? ledger.first
      let high = low + 1
      for (let width = 1; low > ledger.first && ledger.height(low, column) > amount; width *= 4)
        [low, high] = [Math.max(ledger.first, low - width), low]
      for (let width = 1; ledger.height(high, column) <= amount; width *= 4) [low, high] = [high, high + width]
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if (ledger.height(middle, column) <= amount) low = middle
        else high = middle
      }
      recent[index] = low
      const table = tableOf(low)
      let minute = 0
      while (minute < CYCLE_MINUTES - 1 && table[index * EDGES + minute + 1]! <= amount) minute++
      const before = table[index * EDGES + minute]!
      const step = table[index * EDGES + minute + 1]! - before
      return world.phaseMs + low * CYCLE_MS + (minute + (step > 0 ? (amount - before) / step : 0)) * MINUTE_MS
    },
  }
}
