import assert from "node:assert/strict"
import { test } from "node:test"
import { aligned, extent, flatPairs, percentColumns, stackedExtent, statisticsOf } from "./series.ts"

test("a null is a gap, a connected one is not there", () => {
  assert.deepEqual([...flatPairs([0, 10, 20], [1, null, 3], 10, false)], [0, 1, 10, Number.NaN, 20, 3])
  assert.deepEqual([...flatPairs([0, 10, 20], [1, null, 3], 10, true)], [0, 1, 20, 3])
})

test("samples further apart than one and a half steps break the line", () => {
  assert.deepEqual([...flatPairs([0, 10, 40], [1, 2, 3], 10, false)], [0, 1, 10, 2, 25, Number.NaN, 40, 3])
  assert.deepEqual([...flatPairs([0, 10, 40], [1, 2, 3], 10, true)], [0, 1, 10, 2, 40, 3])
  assert.deepEqual([...flatPairs([0, 10, 40], [1, 2, 3], 0, false)], [0, 1, 10, 2, 40, 3])
})

test("infinities are not drawn", () => {
  assert.deepEqual([...flatPairs([0, 1], [Number.POSITIVE_INFINITY, 2], 1, false)], [0, Number.NaN, 1, 2])
})

test("stacks stand on the union of all times", () => {
  const a = { name: "a", times: [0, 20], values: [1, 2] }
  const b = { name: "b", times: [10, 20], values: [3, null] }
  const { times, columns } = aligned([a, b], 0)
  assert.deepEqual([...times], [0, 10, 20])
  assert.deepEqual([...columns[0]!], [1, Number.NaN, 2])
  assert.deepEqual([...columns[1]!], [Number.NaN, 3, Number.NaN])
  assert.deepEqual(stackedExtent(columns), { low: 0, high: 3 })
  assert.deepEqual(
    percentColumns([Float64Array.of(1, 0), Float64Array.of(3, 0)]).map((column) => [...column]),
    [
      [25, Number.NaN],
      [75, Number.NaN],
    ],
  )
})

test("extent ignores gaps, infinities and what is out of the range", () => {
  const columns = [{ times: [0, 1, 2, 3], values: [-100, 5, Number.NaN, Number.POSITIVE_INFINITY] }]
  assert.deepEqual(extent(columns, { fromMs: 1, toMs: 3 }), { low: 5, high: 5 })
  assert.ok(Number.isNaN(extent([], { fromMs: 0, toMs: 1 }).low))
})

test("statistics of the finite samples", () => {
  assert.deepEqual(statisticsOf([1, null, 3, Number.NaN]), { last: 3, min: 1, max: 3, mean: 2 })
  assert.deepEqual(statisticsOf([null]), { last: null, min: null, max: null, mean: null })
})

test("a stack has a gap where nobody has a sample for longer than a step and a half", () => {
  const one = { name: "one", times: Float64Array.of(0, 10, 50, 60), values: Float64Array.of(1, 2, 3, 4) }
  const other = { name: "other", times: Float64Array.of(0, 10, 60), values: Float64Array.of(5, 6, 7) }
  const { times, columns } = aligned([one, other], 10)
  assert.deepEqual([...times], [0, 10, 30, 50, 60])
  assert.deepEqual([...columns[0]!], [1, 2, Number.NaN, 3, 4])
  assert.deepEqual([...columns[1]!], [5, 6, Number.NaN, Number.NaN, 7])
  assert.deepEqual([...aligned([one], 0).times], [0, 10, 50, 60])
})
