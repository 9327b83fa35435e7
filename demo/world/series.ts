// A series of the company: scraped by a timeline, worth what a counter or a gauge says.
import type { CounterWindow, Labels, Samples, Series } from "#demo/promql/storage.ts"
import type { Counter } from "#demo/world/counters.ts"
import type { Interval } from "#demo/world/incidents.ts"
import type { Kind, Timeline } from "#demo/world/timeline.ts"

/** What is scraped: its value at an instant, given when the process was started. */
export type Gauge = (timeMs: number, startMs: number) => number

/** What is common to all: when there are samples and when the series has ended. */
abstract class Scraped implements Series {
  readonly labels: Labels
  readonly kind: Kind
  protected readonly timeline: Timeline
  /** There is no sample outside of this. */
  readonly life: Interval

  constructor(labels: Labels, kind: Kind, timeline: Timeline, life: Interval) {
    this.labels = labels
    this.life = life
    this.kind = kind
    this.timeline = timeline
  }

  /** The value of a scrape of a process. */
  protected abstract value(tick: number, process: number): number

  /** Whether a scrape of `fromMs < time ≤ toMs` saw it or its end. */
  alive(fromMs: number, toMs: number): boolean {
    const { timeline, kind, life } = this
    const from = timeline.tickAt(fromMs) + 1
    const to = timeline.tickAt(Math.min(toMs, life.toMs))
    for (let process = timeline.at(to); process >= 0 && timeline.last[process]! + 1 >= from; process--)
      if (timeline.kind[process] === kind) return true
    return false
  }

  latest(fromMs: number, toMs: number): { timeMs: number; value: number } | undefined {
    const { timeline, life } = this
    if (toMs < life.fromMs || fromMs >= life.toMs) return undefined
    const tick = timeline.tickAt(toMs)
    const process = timeline.at(tick)
    if (process < 0 || tick > timeline.last[process]! || timeline.kind[process] !== this.kind) return undefined
    const timeMs = timeline.timeOf(tick)
    return timeMs > fromMs ? { timeMs, value: this.value(tick, process) } : undefined
  }

  samples(fromMs: number, toMs: number): Samples {
    const { timeline, kind } = this
    const from = timeline.tickAt(fromMs) + 1
    const to = timeline.tickAt(toMs)
    const most = Math.max(0, to - from + 1)
    const times = new Float64Array(most)
    const values = new Float64Array(most)
    const stale = new Uint8Array(most)
    let count = 0
    let ends = 0
    let process = timeline.at(to)
    while (process > 0 && timeline.last[process - 1]! + 1 >= from) process--
    for (; process >= 0 && process <= timeline.at(to); process++) {
      if (timeline.kind[process] !== kind) continue
      const last = timeline.last[process]!
      for (let tick = Math.max(from, timeline.first[process]!); tick <= Math.min(to, last); tick++) {
        times[count] = timeline.timeOf(tick)
        values[count++] = this.value(tick, process)
      }
      timeline.reach(last + 1)
      const goesOn = timeline.at(last + 1) === process + 1 && timeline.kind[process + 1] === kind
      if (goesOn || last + 1 < from || last + 1 > to) continue
      times[count] = timeline.timeOf(last + 1)
      stale[count++] = 1
      ends++
    }
    return { times: times.subarray(0, count), values: values.subarray(0, count), ...(ends > 0 && { stale: stale.subarray(0, count) }) }
  }
}

export class GaugeSeries extends Scraped {
  readonly #gauge: Gauge

  constructor(labels: Labels, kind: Kind, timeline: Timeline, life: Interval, gauge: Gauge) {
    super(labels, kind, timeline, life)
    this.#gauge = gauge
  }

  protected value(tick: number, process: number): number {
    return this.#gauge(this.timeline.timeOf(tick), this.timeline.startMs[process]!)
  }
}

/**
 * Counts from 0 at each process's first scrape. What happened between a process's last scrape and the next one's first is told by the
 * second scrape, so nothing is lost and the increase over any window is known without a visit to its restarts.
 */
export class CounterSeries extends Scraped {
  readonly #counter: Counter
  /** The process that was last read, and where it began. */
  #based = -1
  #base = 0

  constructor(labels: Labels, kind: Kind, timeline: Timeline, life: Interval, counter: Counter) {
    super(labels, kind, timeline, life)
    this.#counter = counter
  }

  protected value(tick: number, process: number): number {
    if (tick === this.timeline.first[process]) return 0
    return this.#counter.at(tick) - this.#baseOf(process)
  }

  #baseOf(process: number): number {
    if (process !== this.#based) {
      this.#based = process
      this.#base = this.#counter.at(this.timeline.base[process]!)
    }
    return this.#base
  }

  counter(fromMs: number, toMs: number): CounterWindow | undefined {
    const { timeline, kind, life } = this
    if (toMs < life.fromMs || fromMs >= life.toMs) return undefined
    const tickTo = timeline.tickAt(toMs)
    let end = timeline.at(tickTo)
    while (end >= 0 && (timeline.kind[end]! & 1) !== (kind & 1)) end--
    while (end >= 0 && timeline.kind[end]! > kind) end = timeline.before[end]!
    if (end < 0 || timeline.kind[end] !== kind) return undefined
    const last = Math.min(tickTo, timeline.last[end]!)
    const tickFrom = timeline.tickAt(fromMs) + 1
    if (last < tickFrom) return undefined
    let begin = Math.max(0, timeline.at(tickFrom))
    while (timeline.kind[begin] !== kind || timeline.last[begin]! < tickFrom) begin++
    const first = Math.max(tickFrom, timeline.first[begin]!)
    const before = this.value(first, begin)
    const after = first === last ? before : this.value(last, end)
    return {
      count: timeline.ticks[end]! + last - timeline.first[end]! - (timeline.ticks[begin]! + first - timeline.first[begin]!) + 1,
      firstMs: timeline.timeOf(first),
      first: before,
      lastMs: timeline.timeOf(last),
      last: after,
      dropped: begin === end ? 0 : this.#grown(last, end) - this.#grown(first, begin) - (after - before),
    }
  }

  /** Counted since the epoch, as its value tells it. */
  #grown(tick: number, process: number): number {
    return this.#counter.at(tick === this.timeline.first[process] ? this.timeline.base[process]! : tick)
  }
}
