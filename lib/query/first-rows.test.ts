import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame, FrameShape } from "#lib/frame/frame.ts"
import { firstRowsOf } from "./first-rows.ts"
import type { AnsweredPanel } from "./schema.ts"

const frame = (rows: number, shape: FrameShape = "logs"): Frame => ({
  ref: "A",
  shape,
  labels: { job: "shop" },
  fields: [
    { name: "time", type: "time", values: Array.from({ length: rows }, (_, row) => 1_000_000 - row) },
    { name: "line", type: "text", values: Array.from({ length: rows }, (_, row) => `line ${row}`) },
  ],
  notices: [],
})
const line = (...frames: Frame[]): AnsweredPanel => ({
  panelId: "logs",
  frames,
  notices: ["cut"],
  meta: { queriedMs: 1, cached: false, stepMs: 0 },
})

test("the newest of each query go ahead, with all that the whole line says; that one stays whole", () => {
  const whole = line(frame(50), frame(1))
  const first = firstRowsOf(whole, 3)
  assert.ok(first)
  const { frames, more, ...rest } = first
  assert.equal(more, true)
  assert.deepEqual(rest, { panelId: "logs", notices: ["cut"], meta: whole.meta })
  assert.deepEqual(
    frames.map(({ labels, fields }) => [labels, fields.map(({ values }) => [...values])]),
    [
      [
        { job: "shop" },
        [
          [1_000_000, 999_999, 999_998],
          ["line 0", "line 1", "line 2"],
        ],
      ],
      [{ job: "shop" }, [[1_000_000], ["line 0"]]],
    ],
  )
  assert.equal(whole.frames[0]?.fields[0]?.values.length, 50)
})

test("nothing goes ahead unless it was asked for, of many lines, and of lines only", () => {
  assert.equal(firstRowsOf(line(frame(50)), undefined), undefined)
  assert.equal(firstRowsOf(line(frame(12)), 3), undefined)
  assert.equal(firstRowsOf(line(frame(50), frame(50, "series")), 3), undefined)
  assert.equal(firstRowsOf(line(), 3), undefined)
  assert.equal(firstRowsOf({ panelId: "logs", error: { code: "internal", message: "", requestId: "" } }, 3), undefined)
})
