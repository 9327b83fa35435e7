import assert from "node:assert/strict"
import { test } from "node:test"
import { nearestIndex, nearestRow, readAt, rowWindow } from "./cursor.ts"

test("the nearest sample, the earlier one when both are as near", () => {
  const times = [0, 10, 20, 30]
  assert.deepEqual(
    [-5, 4, 5, 6, 29, 99].map((time) => nearestIndex(times, time)),
    [0, 0, 0, 1, 3, 3],
  )
  assert.equal(nearestIndex([], 1), -1)
})

test("rows are sorted by value, NaN last; gaps, hidden and far series are left out", () => {
  const series = [
    { name: "low", times: [0, 10], values: [1, 1] },
    { name: "high", times: [0, 10], values: [9, 9] },
    { name: "nan", times: [0, 10], values: [0, Number.NaN] },
    { name: "gap", times: [0, 10], values: [5, null] },
    { name: "far", times: [0], values: [5] },
    { name: "hidden", times: [10], values: [5] },
  ]
  const rows = readAt(series, (index) => index !== 5, 10, 4)
  assert.deepEqual(
    rows.map((row) => row.series),
    [1, 0, 2],
  )
})

test("the row nearest to the pointer", () => {
  const rows = [10, 50, 90].map((value, series) => ({ series, timeMs: 0, value }))
  assert.equal(
    nearestRow(rows, (row) => row.value, 60),
    1,
  )
  assert.equal(
    nearestRow([], () => 0, 60),
    -1,
  )
})

test("a long list shows the part around the focus", () => {
  assert.deepEqual(rowWindow(5, 3, 20), { start: 0, end: 5 })
  assert.deepEqual(rowWindow(200, 0, 20), { start: 0, end: 20 })
  assert.deepEqual(rowWindow(200, 100, 20), { start: 90, end: 110 })
  assert.deepEqual(rowWindow(200, 199, 20), { start: 180, end: 200 })
})

test("200 series of 1,000 samples are read well within a frame", () => {
  const times = Float64Array.from({ length: 1000 }, (_, index) => index)
  const series = Array.from({ length: 200 }, (_, index) => ({ name: `${index}`, times, values: times }))
  const started = performance.now()
  for (let move = 0; move < 100; move++) readAt(series, () => true, move * 7, 10)
  assert.ok((performance.now() - started) / 100 < 4)
})
