// Things that happen one after another, numbered: how many there were until an instant, and when the n-th is. Neither walks there.
import { unit } from "#demo/world/hash.ts"
import type { Flow, Requests } from "#demo/world/requests.ts"

export interface Course {
  /** How many happen before an instant; those are numbered from 0 up to it. */
  before: (timeMs: number) => number
  /** In milliseconds, with a fraction; grows with `n`. */
  timeOf: (n: number) => number
}

/** As a clock ticks: every `periodMs`, at `offsetMs` after 1970. */
export const ticks = (periodMs: number, offsetMs: number): Course => ({
  before: (timeMs) => Math.max(0, Math.ceil((timeMs - offsetMs) / periodMs)),
  timeOf: (n) => offsetMs + n * periodMs,
})

/** About every `periodMs`: the n-th falls somewhere into the n-th period. */
export function roughly(periodMs: number, seed: number): Course {
  const timeOf = (n: number) => (n + unit(seed, n)) * periodMs
  return { before: (timeMs) => Math.floor(timeMs / periodMs) + (timeOf(Math.floor(timeMs / periodMs)) < timeMs ? 1 : 0), timeOf }
}

/** Of a request's share of work: nearer than this, rounding may tell it before and after an instant at once. */
const TIE = 1e-5

/** All requests of a flow. To the last bit, `before` and `timeOf` are of one mind. */
export function requestsOf(requests: Requests, flow: Flow): Course {
  const timeOf = (n: number) => requests.timeOf(flow, n)
  return {
    timeOf,
    before(timeMs) {
      const amount = flow.rate * requests.clockwork.until(flow.column, timeMs)
      const whole = Math.floor(amount)
      const part = amount - whole
      const own = unit(flow.seed, whole)
      let count = own < part ? whole + 1 : whole
      if (Math.abs(own - part) > TIE && part > TIE && part < 1 - TIE) return count
      while (count > 0 && timeOf(count - 1) >= timeMs) count--
      while (timeOf(count) < timeMs) count++
      return count
    },
  }
}

/** Of the requests of a flow those that have a trace; `requestOf` tells their number among all. */
export function tracedOf(requests: Requests, flow: Flow): Course & { requestOf: (n: number) => number } {
  const { sampled } = flow.story
  const first = (sampled - (flow.index % sampled)) % sampled
  const requestOf = (n: number) => first + n * sampled
  const all = requestsOf(requests, flow)
  return {
    requestOf,
    before: (timeMs) => Math.max(0, Math.ceil((all.before(timeMs) - first) / sampled)),
    timeOf: (n) => all.timeOf(requestOf(n)),
  }
}

export interface Mark {
  n: number
  timeMs: number
}

/** Moments that follow the steps of a course after a delay: a line at the end of a request. */
export interface Marks {
  course: Course
  /** Milliseconds after the n-th, from 0 to `mostMs`; absent when there is no delay. */
  delay?: (n: number) => number
  mostMs: number
}

const timeOfMark = ({ course, delay }: Marks, n: number): number => course.timeOf(n) + (delay?.(n) ?? 0)

function before(marks: Marks, timeMs: number): number {
  const { course, delay, mostMs } = marks
  const begun = course.before(timeMs)
  if (!delay) return begun
  let sum = begun
  for (let n = course.before(timeMs - mostMs - 1); n < begun; n++) if (timeOfMark(marks, n) >= timeMs) sum--
  return sum
}

/**
 * How many marks stand in `fromMs ≤ time < toMs` (whole milliseconds; fractions are rounded up). The last end is remembered: windows are
 * mostly asked for one after another.
 */
export function counterOf(marks: Marks): (fromMs: number, toMs: number) => number {
  let [endMs, untilEnd] = [Number.NaN, 0]
  return (fromMs, toMs) => {
    const [from, to] = [Math.ceil(fromMs), Math.ceil(toMs)]
    if (to <= from) return 0
    const untilFrom = from === endMs ? untilEnd : before(marks, from)
    endMs = to
    untilEnd = before(marks, to)
    return untilEnd - untilFrom
  }
}

/** How many steps are put in order at a time. */
const BATCH = 256

function batchOf(marks: Marks, first: number, last: number): Mark[] {
  const found: Mark[] = []
  for (let n = Math.max(0, first); n < last; n++) found.push({ n, timeMs: timeOfMark(marks, n) })
  return marks.delay ? found.toSorted((a, b) => a.timeMs - b.timeMs || a.n - b.n) : found
}

/** Marks of `fromMs ≤ time < toMs` in order of time; backward is exactly the reverse. */
export function* marksIn(marks: Marks, fromMs: number, toMs: number, direction: "forward" | "backward"): Generator<Mark> {
  const [from, to] = [Math.ceil(fromMs), Math.ceil(toMs)]
  if (to <= from) return
  const { course, mostMs } = marks
  const first = course.before(from - mostMs - 1)
  const last = course.before(to)
  // Parts of time, not of numbers: a mark may be overtaken by the next one's, but never leaves its part.
  const parts = Math.max(1, Math.ceil((last - first) / BATCH))
  const edge = (part: number) => (part === parts ? to : part <= 0 ? from : Math.ceil(from + ((to - from) * part) / parts))
  for (let i = 0; i < parts; i++) {
    const part = direction === "forward" ? i : parts - 1 - i
    const [begin, end] = [edge(part), edge(part + 1)]
    const found = batchOf(marks, course.before(begin - mostMs - 1), course.before(end))
    if (direction === "backward") found.reverse()
    for (const mark of found) if (mark.timeMs >= begin && mark.timeMs < end) yield mark
  }
}

export interface Duty {
  /** What repeats itself: a period that begins at `offsetMs` after 1970. */
  periodMs: number
  offsetMs: number
  /** The part of the period in which something happens, every `everyMs`. */
  fromMs: number
  toMs: number
  everyMs: number
}

/** In a part of each period only: what one says while all is well, or while something is wrong. With a seed: about every `everyMs`. */
export function duty({ periodMs, offsetMs, fromMs, toMs, everyMs }: Duty, seed?: number): Course {
  const each = Math.floor((toMs - fromMs) / everyMs)
  const timeOf = (n: number) => {
    const period = Math.floor(n / each)
    const jitter = seed === undefined ? 0 : 0.9 * unit(seed, n)
    return offsetMs + period * periodMs + fromMs + (n - period * each + jitter) * everyMs
  }
  return {
    timeOf,
    before(timeMs) {
      const period = Math.floor((timeMs - offsetMs) / periodMs)
      const into = timeMs - offsetMs - period * periodMs - fromMs
      const step = Math.min(each, Math.max(0, Math.floor(into / everyMs)))
      const n = period * each + step
      return Math.max(0, step < each && into > 0 && timeOf(n) < timeMs ? n + 1 : n)
    },
  }
}
