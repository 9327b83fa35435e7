// How busy the company is: a daily and weekly rhythm with noise on it, mean 1, whose integral is known without walking there.
import { hash } from "#demo/world/hash.ts"

/** The world begins here: 2026-01-01. */
export const EPOCH_MS = Date.UTC(2026, 0, 1)
const MONDAY_MS = Date.UTC(2025, 11, 29)
const MINUTE_MS = 60_000
const WEEK_MINUTES = 7 * 24 * 60
/** The shop is in Seoul. */
const LOCAL_HOURS = 9

/**
 * `usual`: what people do. `strained`: requests that go slowly because all is busy, steeper and more restless. `load`: the load test.
 */
export type Channel = "usual" | "strained" | "load"

const NOISE = [
  { lengthMs: 11 * MINUTE_MS, usual: 0.07, strained: 0.11 },
  { lengthMs: 97 * MINUTE_MS, usual: 0.06, strained: 0.08 },
  { lengthMs: 431 * MINUTE_MS, usual: 0.05, strained: 0.06 },
]
/** Makes the height of f(1−f)(1−2f) on [0, 1] one. */
const BUMP = 6 * Math.sqrt(3)

const peak = (hour: number, at: number, width: number) => Math.exp(-(((hour - at) / width) ** 2))

function shape(minuteOfWeek: number): number {
  const local = minuteOfWeek / 60 + LOCAL_HOURS
  const hour = local % 24
  const weekend = Math.floor(local / 24) % 7 > 4
  const day =
    peak(hour, 8.5, 1.6) * (weekend ? 0.2 : 0.7) +
    peak(hour, 13, 3) * 0.8 +
    peak(hour, 19.5, 3.2) * (weekend ? 1.3 : 1) +
    peak(hour, -4.5, 3.2)
  return 0.4 + day * (weekend ? 1.1 : 1)
}

/** Sum of the shape over the minutes before each minute of the week; the last is the week's whole (its length in seconds). */
function tabulate(power: number): Float64Array {
  const sums = new Float64Array(WEEK_MINUTES + 1)
  for (let i = 0; i < WEEK_MINUTES; i++) sums[i + 1] = sums[i]! + 0.3 + shape(i) ** power
  const scale = (WEEK_MINUTES * 60) / sums[WEEK_MINUTES]!
  return sums.map((sum) => sum * scale)
}

const TABLES = { usual: tabulate(1), strained: tabulate(1.7) }

/** Each hour, a minute up and a minute down. */
export const LOAD_TEST = { fromMs: 300_000, forMs: 600_000 }
const LOAD_BEGIN_S = LOAD_TEST.fromMs / 1000
const LOAD_S = LOAD_TEST.forMs / 1000
const RAMP_S = 60

/** 0 to 1: how much of the load test's users are at work. */
export function loadTest(timeMs: number): number {
  const second = ((((timeMs - EPOCH_MS) / 1000) % 3600) + 3600) % 3600
  return Math.max(0, Math.min(1, (second - LOAD_BEGIN_S) / RAMP_S, (LOAD_BEGIN_S + LOAD_S - second) / RAMP_S))
}

/** Seconds at full load since the epoch. */
function loadWork(timeMs: number): number {
  const seconds = (timeMs - EPOCH_MS) / 1000
  const hours = Math.floor(seconds / 3600)
  const into = Math.min(LOAD_S, Math.max(0, seconds - hours * 3600 - LOAD_BEGIN_S))
  const up = Math.min(into, RAMP_S)
  const down = Math.max(0, into - (LOAD_S - RAMP_S))
  return hours * (LOAD_S - RAMP_S) + (up * up) / (2 * RAMP_S) + Math.max(0, into - RAMP_S) - (down * down) / (2 * RAMP_S)
}

/** The integral of the rhythm from the epoch, in seconds: a request of rate r has happened `r × work` times. Grows with time. */
export function work(seed: number, channel: Channel, timeMs: number): number {
  if (channel === "load") return loadWork(timeMs)
  const table = TABLES[channel]
  const minutes = (timeMs - MONDAY_MS) / MINUTE_MS
  const weeks = Math.floor(minutes / WEEK_MINUTES)
  const minute = minutes - weeks * WEEK_MINUTES
  const index = Math.floor(minute)
  const before = table[index]!
  let sum = weeks * table[WEEK_MINUTES]! + before + (minute - index) * (table[index + 1]! - before)
  for (const { lengthMs, [channel]: height } of NOISE) {
    const cell = Math.floor(timeMs / lengthMs)
    const f = timeMs / lengthMs - cell
    const sign = hash(seed, cell, lengthMs, channel.length) * 2 ** -31 - 1
    sum += (sign * height * BUMP * (lengthMs / 1000) * f * f * (1 - f) * (1 - f)) / 2
  }
  return sum
}

/** How busy it is at an instant; 1 is the mean. */
export function rhythm(seed: number, channel: Channel, timeMs: number): number {
  return (work(seed, channel, timeMs + 30_000) - work(seed, channel, timeMs - 30_000)) / 60
}
