import assert from "node:assert/strict"
import { test } from "node:test"
import { alignColumns } from "./align.ts"
import type { Frame } from "./frame.ts"
import { reduce, type Reducer } from "./reduce.ts"
import { decodeFrames, encodeFrames, type Piece } from "./wire.ts"

const series = (times: number[], values: (number | null)[], more: Partial<Frame> = {}): Frame => ({
  shape: "series",
  labels: {},
  notices: [],
  fields: [
    { name: "time", type: "time", values: times },
    { name: "value", type: "number", values },
  ],
  ...more,
})

/** Processor time of this thread, milliseconds: a busy machine must not fail a test. */
const spent = () => process.threadCpuUsage().user / 1000

const textOf = (pieces: Iterable<Piece>) =>
  Array.from(pieces, (piece) => (typeof piece === "string" ? piece : Buffer.from(piece).toString())).join("")
const overTheWire = (frames: Frame[]) => decodeFrames(JSON.parse(textOf(encodeFrames(frames))) as Frame[])

test("frames come back as they were sent", () => {
  const logs: Frame = {
    ref: "B",
    shape: "logs",
    labels: {},
    notices: ["cut"],
    fields: [
      { name: "line", type: "text", values: ['quote " and \\ and \u2028', "NaN"] },
      { name: "labels", type: "json", values: [{ stream: { a: "b" } }, null] },
    ],
  }
  const frames = [series([1, 2], [null, 3.25], { ref: "A", name: "up", labels: { job: 'a"b' } }), logs]
  assert.deepEqual(overTheWire(frames), frames)
  assert.deepEqual(overTheWire([]), [])
  assert.deepEqual(overTheWire([series([], [])]), [series([], [])])
})

test("times that are those before are written once for a reader who asks for it", () => {
  const table: Frame = { ...series([1, 2], [7, 8]), shape: "table", fields: [...series([1, 2], [7]).fields, ...series([1, 3], [9]).fields] }
  const frames = [series([1, 2], [3, 4]), series([1, 2], [5, 6]), series([], []), series([1, 2], [0, 0]), table, series([1, 3], [1, 1])]
  const text = textOf(encodeFrames(frames, true))
  assert.equal(text.split('"before"').length - 1, 3)
  const back = decodeFrames(JSON.parse(text) as Frame[])
  assert.deepEqual(back, frames)
  assert.equal(back[0]!.fields[0]!.values, back[1]!.fields[0]!.values)
  assert.ok(!textOf(encodeFrames(frames)).includes("before"))
})

test("NaN, infinities and missing samples stay apart", () => {
  assert.deepEqual(overTheWire([series([1, 2, 3, 4], [NaN, Infinity, -Infinity, null])]), [
    series([1, 2, 3, 4], [NaN, Infinity, -Infinity, null]),
  ])
})

test("typed columns go out as plain ones, times that repeat as well", () => {
  const times = Float64Array.from({ length: 40_000 }, (_, index) => 1_700_000_000_000 + index * 15_000)
  const frame = (factor: number): Frame => ({
    shape: "series",
    labels: {},
    notices: [],
    fields: [
      { name: "time", type: "time", values: Float64Array.from(times) },
      { name: "value", type: "number", values: times.map((_, index) => index * factor) },
    ],
  })
  const [first, second] = overTheWire([frame(0.1), frame(3)])
  assert.deepEqual(first?.fields[0]?.values, [...times])
  assert.deepEqual(second?.fields[0]?.values, [...times])
  assert.equal(second?.fields[1]?.values[39_999], 119_997)
})

test("a 27 MB matrix is never written in one long piece", () => {
  const values = Float64Array.from({ length: 10_000 }, (_, index) => Math.sin(index) * 1e6)
  const frames = Array.from({ length: 120 }, () => series(Array.from(values.keys()), values as unknown as number[]))
  let longest = 0
  let before = spent()
  for (const piece of encodeFrames(frames)) {
    assert.ok(piece.length > 0)
    longest = Math.max(longest, spent() - before)
    before = spent()
  }
  assert.ok(longest < 50, `${longest} ms`)
})

test("reducers", () => {
  const table: [Reducer, (number | null)[], number | null][] = [
    ["last", [1, 2, null], null],
    ["lastNotNull", [1, 2, NaN, null], 2],
    ["first", [null, 1], null],
    ["firstNotNull", [null, 1], 1],
    ["min", [3, null, 1, NaN, 2], 1],
    ["max", [3, null, 1, NaN, 2], 3],
    ["mean", [1, null, 3], 2],
    ["median", [5, 1, null, 3], 3],
    ["median", [4, 1, 3, 2], 2.5],
    ["sum", [1, 2, null], 3],
    ["count", [1, null, NaN, 2], 2],
    ["range", [1, 5, 3], 4],
    ["diff", [1, 5, 3], 2],
    ["diffPercent", [2, 3], 0.5],
    ["delta", [1, 5, 2, 4], 8],
    ["stdDev", [2, 4, 4, 4, 5, 5, 7, 9], 2],
    ["changeCount", [1, 1, 2, null, 2, 1], 2],
    ["mean", [], null],
    ["max", [null, NaN], null],
    ["count", [], 0],
    ["last", [], null],
    ["max", [Infinity, 1], Infinity],
  ]
  for (const [reducer, values, result] of table) assert.equal(reduce(values, reducer), result, `${reducer} ${JSON.stringify(values)}`)
})

test("series are laid on the union of their times", () => {
  const { times, columns } = alignColumns([
    { times: [1, 3], values: [10, null] },
    { times: [2, 3, 4], values: [20, 30, 40] },
    { times: [], values: [] },
  ])
  assert.deepEqual([...times], [1, 2, 3, 4])
  assert.deepEqual(
    columns.map((column) => [...column]),
    [
      [10, NaN, NaN, NaN],
      [NaN, 20, 30, 40],
      [NaN, NaN, NaN, NaN],
    ],
  )
  assert.deepEqual(alignColumns([]), { times: new Float64Array(), columns: [] })
})
