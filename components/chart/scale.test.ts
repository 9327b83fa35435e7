import assert from "node:assert/strict"
import { test } from "node:test"
import { pixelOf, scaleOf, tickText, valueAt } from "./scale.ts"

test("round ticks around the data", () => {
  const scale = scaleOf({ low: 3, high: 97, kind: "linear", height: 200 })
  assert.deepEqual([scale.min, scale.max, scale.ticks], [0, 100, [0, 20, 40, 60, 80, 100]])
})

test("data far from zero keeps its detail", () => {
  const scale = scaleOf({ low: 990, high: 1000, kind: "linear", height: 200 })
  assert.ok(scale.min >= 985 && scale.max <= 1005)
})

test("a given min and max hold to the letter", () => {
  const scale = scaleOf({ low: 0.2, high: 0.7, kind: "linear", min: 0, max: 1.05, height: 200 })
  assert.deepEqual([scale.min, scale.max], [0, 1.05])
})

test("one constant value, no value, a min above the data", () => {
  for (const input of [
    { low: 5, high: 5 },
    { low: 0, high: 0 },
    { low: -5, high: -5 },
    { low: Number.NaN, high: Number.NaN },
    { low: 1, high: 2, min: 10 },
    { low: 1, high: 2, max: -3 },
  ]) {
    const scale = scaleOf({ kind: "linear", height: 120, ...input })
    assert.ok(scale.max > scale.min, JSON.stringify([input, scale]))
    assert.ok(scale.ticks.length > 0 && scale.ticks.length < 20)
  }
})

test("bytes get powers of two", () => {
  assert.deepEqual(
    scaleOf({ low: 0, high: 3_500_000, kind: "linear", base: 2, height: 160 }).ticks,
    [0, 1_048_576, 2_097_152, 3_145_728, 4_194_304],
  )
})

test("log axis in decades, zeros and negatives left out", () => {
  const scale = scaleOf({ low: -1, high: 5000, kind: "log", height: 200 })
  assert.equal(scale.max, 10_000)
  assert.ok(scale.min > 0)
  const decades = scaleOf({ low: 0.02, high: 80, kind: "log", height: 200 })
  assert.deepEqual(
    decades.ticks.map((tick) => Number(tick.toPrecision(3))),
    [0.01, 0.1, 1, 10, 100],
  )
})

test("pixel and value are inverse", () => {
  for (const kind of ["linear", "log"] as const) {
    const scale = scaleOf({ low: 1, high: 100, kind, height: 200 })
    assert.ok(Math.abs(valueAt(scale, pixelOf(scale, 42, 200), 200) - 42) < 1e-6)
  }
})

test("ticks drop the zeros that say nothing", () => {
  const rows: [string, string][] = [
    ["1.50 s", "1.5 s"],
    ["0.000100", "0.0001"],
    ["2.00초", "2초"],
    ["100 MiB", "100 MiB"],
    ["1,200.50", "1,200.5"],
    ["0.105", "0.105"],
  ]
  for (const [given, expected] of rows) assert.equal(tickText(given), expected)
})
