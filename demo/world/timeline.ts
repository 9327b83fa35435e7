// When a target is scraped, and which process of it answers: what of a series depends on neither its labels nor its values.
import {
  BAD_DEPLOY,
  CYCLE_MS,
  cycleOf,
  type Interval,
  isBadDeploy,
  isDown,
  MINUTE_MS,
  DOWN,
  releaseOf,
  ROLLOUT_PERIOD_MS,
  rolloutBefore,
} from "#demo/world/incidents.ts"
import type { InstanceIndex, ServiceName } from "#demo/world/cast.ts"
import { hash } from "#demo/world/hash.ts"
import { EPOCH_MS, LOAD_TEST } from "#demo/world/rhythm.ts"
import type { World } from "#demo/world/world.ts"

export const SCRAPE_MS = 15_000
const HOUR_TICKS = 3_600_000 / SCRAPE_MS
/** Processes are known so far ahead of what is asked for. */
const AHEAD_MS = 2 * ROLLOUT_PERIOD_MS

/** `release × 2 + bad`: processes of one version. */
export type Kind = number
export const kindOf = (release: number, bad: boolean): Kind => release * 2 + (bad ? 1 : 0)

/** One run of a target. */
export interface Process extends Interval {
  kind: Kind
}

/** The run that an instant is in, or else the next one. */
export type Runs = (fromMs: number) => Process

const HOUR_MS = 3_600_000

/** Up for good: a hundred years. */
export const always: Runs = (fromMs) => ({ fromMs, toMs: fromMs + 876_600 * HOUR_MS, kind: 0 })

/** Started anew each night, with no version of its own. */
export const nightly: Runs = (fromMs) => ({ fromMs, toMs: rolloutBefore(fromMs) + ROLLOUT_PERIOD_MS, kind: 0 })

/** Only while the load test runs. */
export const hourly: Runs = (fromMs) => {
  let begin = Math.floor(fromMs / HOUR_MS) * HOUR_MS + LOAD_TEST.fromMs
  if (begin + LOAD_TEST.forMs <= fromMs) begin += HOUR_MS
  return { fromMs: Math.max(begin, fromMs), toMs: begin + LOAD_TEST.forMs, kind: 0 }
}

/** An instance of a service: rolled out each night, torn down and badly deployed by the clock. */
export function instanceRuns(world: World, service: ServiceName, index: InstanceIndex): Runs {
  const edges =
    service === "payment"
      ? [BAD_DEPLOY.from, BAD_DEPLOY.to]
      : index === 1 && (service === "event-service" || service === "notification")
        ? [DOWN.from, DOWN.to]
        : []
  return (askedMs) => {
    let fromMs = askedMs
    while (isDown(world, service, index, fromMs)) fromMs = world.phaseMs + cycleOf(world, fromMs) * CYCLE_MS + DOWN.to * MINUTE_MS
    const cycle = cycleOf(world, fromMs)
    let toMs = rolloutBefore(fromMs) + ROLLOUT_PERIOD_MS
    for (const later of [0, 1, 2])
      for (const minute of edges) {
        const edge = world.phaseMs + (cycle + later) * CYCLE_MS + minute * MINUTE_MS
        const matters = service === "payment" || isDown(world, service, index, edge)
        if (edge > fromMs && edge < toMs && matters) toMs = edge
      }
    return { fromMs, toMs, kind: kindOf(releaseOf(service, fromMs), service === "payment" && isBadDeploy(world, fromMs)) }
  }
}

/**
 * The scrapes of one target (`ticks`, numbered since the epoch) and its processes as columns. A process without a scrape is left out.
 * The columns are replaced as they grow: read them anew after `reach`.
 */
export class Timeline {
  readonly #runs: Runs
  readonly #offsetMs: number
  readonly #salt: number
  #nextMs = EPOCH_MS
  #length = 0
  /** Index of the last process that began before or in each hour. */
  #hours = new Int32Array(1024)
  #hoursKnown = 0
  /** First and last tick. */
  first = new Int32Array(64)
  last = new Int32Array(64)
  /** The tick at which the counters of a process begin: the last one of the process before of the same kind of version. */
  base = new Int32Array(64)
  kind = new Int32Array(64)
  /** The processes before and after that are as good or bad; -1 for none (yet). */
  before = new Int32Array(64)
  after = new Int32Array(64)
  /** Ticks in all processes before that are as good or bad. */
  ticks = new Int32Array(64)
  startMs = new Float64Array(64)

  constructor(runs: Runs, salt: number) {
    this.#runs = runs
    this.#salt = salt
    this.#offsetMs = hash(salt, 1) % SCRAPE_MS
    this.reach(0)
  }

  /** When a scrape took place. */
  timeOf(tick: number): number {
    const jitter = hash(this.#salt, tick) & 15
    return EPOCH_MS + tick * SCRAPE_MS + this.#offsetMs + (jitter < 3 ? jitter : 0)
  }

  /** The last scrape at or before an instant. */
  tickAt(timeMs: number): number {
    const tick = Math.floor((timeMs - EPOCH_MS - this.#offsetMs) / SCRAPE_MS)
    return this.timeOf(tick) > timeMs ? tick - 1 : tick
  }

  /** The last process that began at or before a tick; -1 before the first. */
  at(tick: number): number {
    if (tick < this.first[0]!) return -1
    this.reach(tick)
    let index = this.#hours[Math.min(this.#hoursKnown - 1, Math.floor(tick / HOUR_TICKS))]!
    while (index + 1 < this.#length && this.first[index + 1]! <= tick) index++
    return index
  }

  /** Makes all processes known that begin at or before a tick, and some more. */
  reach(tick: number): void {
    const untilMs = EPOCH_MS + (tick + 1) * SCRAPE_MS
    if (untilMs <= this.#nextMs) return
    while (this.#nextMs < untilMs + AHEAD_MS) {
      const run = this.#runs(this.#nextMs)
      this.#add(run)
      this.#nextMs = run.toMs
    }
    const hours = Math.ceil((untilMs + AHEAD_MS - EPOCH_MS) / HOUR_MS)
    if (hours > this.#hours.length) this.#hours = longer(this.#hours, hours * 2)
    let index = this.#hoursKnown > 0 ? this.#hours[this.#hoursKnown - 1]! : 0
    for (; this.#hoursKnown < hours; this.#hoursKnown++) {
      while (index + 1 < this.#length && this.first[index + 1]! <= this.#hoursKnown * HOUR_TICKS) index++
      this.#hours[this.#hoursKnown] = index
    }
  }

  #add({ fromMs, toMs, kind }: Process): void {
    const first = this.tickAt(fromMs - 1) + 1
    const last = this.tickAt(toMs - 1)
    if (last < first) return
    const index = this.#length++
    if (index === this.first.length) this.#widen()
    let before = index - 1
    while (before >= 0 && (this.kind[before]! & 1) !== (kind & 1)) before--
    this.first[index] = first
    this.last[index] = last
    this.kind[index] = kind
    this.startMs[index] = fromMs
    this.before[index] = before
    this.after[index] = -1
    this.base[index] = before < 0 ? first - 1 : this.last[before]!
    this.ticks[index] = before < 0 ? 0 : this.ticks[before]! + this.last[before]! - this.first[before]! + 1
    if (before >= 0) this.after[before] = index
  }

  #widen(): void {
    const length = this.#length * 2
    for (const column of ["first", "last", "base", "kind", "before", "after", "ticks"] as const) this[column] = longer(this[column], length)
    const starts = new Float64Array(length)
    starts.set(this.startMs)
    this.startMs = starts
  }
}

function longer(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length)
  grown.set(array)
  return grown
}
