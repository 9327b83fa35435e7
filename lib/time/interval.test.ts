import assert from "node:assert/strict"
import { test } from "node:test"
import { DAY, HOUR, MINUTE, SECOND } from "./duration.ts"
import { floorToStep, intervalFor, rateIntervalFor, roundInterval, stepFor } from "./interval.ts"

test("the interval of a range and a width", () => {
  const table: [number, number, number][] = [
    [HOUR, 800, 5 * SECOND],
    [6 * HOUR, 800, 30 * SECOND],
    [24 * HOUR, 800, 2 * MINUTE],
    [7 * DAY, 800, 15 * MINUTE],
    [30 * DAY, 800, HOUR],
    [90 * DAY, 800, 3 * HOUR],
    [180 * DAY, 800, 6 * HOUR],
    [365 * DAY, 800, 12 * HOUR],
    [7 * DAY, 1600, 5 * MINUTE],
  ]
  for (const [range, points, interval] of table) assert.equal(intervalFor(range, points), interval)
})

test("rounding: below the limit, at the limit", () => {
  const table: [number, number][] = [
    [0, 1],
    [9.9, 1],
    [10, 10],
    [14.9, 10],
    [749, 500],
    [750, SECOND],
    [3.49 * MINUTE, 2 * MINUTE],
    [3.5 * MINUTE, 5 * MINUTE],
    [DAY - 1, 12 * HOUR],
    [DAY, DAY],
    [41 * DAY, 30 * DAY],
    [42 * DAY, 365 * DAY],
  ]
  for (const [ms, rounded] of table) assert.equal(roundInterval(ms), rounded, String(ms))
})

test("the step of a range query", () => {
  assert.equal(stepFor(48 * HOUR, 761, 10 * MINUTE), 10 * MINUTE)
  assert.equal(stepFor(48 * HOUR, 761, 2 * MINUTE), 5 * MINUTE)
  assert.equal(stepFor(48 * HOUR, undefined, 15 * SECOND, 10), 20 * MINUTE)
  assert.equal(stepFor(30 * DAY), 30 * MINUTE)
  assert.equal(stepFor(HOUR, 10), 5 * MINUTE)
})

test("no step lets a back end refuse the number of points", () => {
  for (const range of [HOUR, 7 * DAY, 26 * DAY, 180 * DAY, 3650 * DAY, 365 * 200 * DAY]) {
    assert.ok(range / stepFor(range, 1e9, 1) <= 11_000, String(range))
  }
})

test("the rate interval sees two samples", () => {
  assert.equal(rateIntervalFor(intervalFor(HOUR, 12_384, 30 * SECOND), 30 * SECOND), 2 * MINUTE)
  assert.equal(rateIntervalFor(100 * SECOND, 30 * SECOND), 130 * SECOND)
  assert.equal(rateIntervalFor(15 * SECOND), MINUTE)
})

test("steps begin at midnight of the zone", () => {
  assert.equal(floorToStep(1_000_123, 1000), 1_000_000)
  const seoul = 9 * HOUR
  assert.equal(floorToStep(Date.UTC(2026, 10, 20, 16), DAY, seoul), Date.UTC(2026, 10, 20, 15))
  assert.equal(floorToStep(Date.UTC(2026, 10, 20, 14), DAY, seoul), Date.UTC(2026, 10, 19, 15))
})
