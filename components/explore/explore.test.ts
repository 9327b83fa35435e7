import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame, FrameShape } from "#lib/frame/frame.ts"
import { readExploreState, writeExploreState } from "./explore-state.ts"
import { parseHistory, queryText, remembered } from "./history.ts"
import { splitFrames } from "./split-frames.ts"

test("the address holds everything and gives it back", () => {
  const state = { datasourceId: "prom", query: { expr: 'up{a="&?#"}', mode: "instant" }, limit: 50, view: "table" }
  assert.deepEqual(readExploreState(new URLSearchParams(writeExploreState(new URLSearchParams("from=now-1h"), state).toString())), state)
})

test("what is usual is left out, what is not ours stays", () => {
  const params = writeExploreState(new URLSearchParams("from=now-1h&limit=5"), { limit: 1000, view: "", query: undefined })
  assert.equal(params.toString(), "from=now-1h")
})

test("a mangled address is an empty one", () => {
  for (const query of ["{", "5", "[]", "null", "x".repeat(30_000)])
    assert.deepEqual(readExploreState(new URLSearchParams({ query, limit: "-3" })), {
      datasourceId: "",
      query: undefined,
      limit: 1000,
      view: "",
    })
})

test("history: newest first, each query once, fifty", () => {
  let list = remembered([], { datasourceId: "a", query: { expr: "up", mode: "range" }, atMs: 1 })
  for (let at = 2; at < 80; at++) list = remembered(list, { datasourceId: "a", query: { expr: `up${at}` }, atMs: at })
  list = remembered(list, { datasourceId: "a", query: { expr: "up79" }, atMs: 100 })
  assert.equal(list.length, 50)
  assert.deepEqual([list[0]?.atMs, list[1]?.query.expr], [100, "up78"])
  assert.deepEqual(parseHistory("{nonsense"), [])
  assert.deepEqual(parseHistory('[{"datasourceId":"a","query":{"expr":"x"},"atMs":1},{"evil":1},null]').length, 1)
  assert.equal(queryText({ limit: 5, expr: "sum(up)" }), "sum(up)")
})

test("series take their exemplars along; what has no rows is no picture", () => {
  const groups = splitFrames([frame("series", 2), frame("table", 1, "exemplars"), frame("logs", 0)])
  assert.deepEqual(
    groups.map((group) => group.map((one) => one.shape)),
    [["series", "table"]],
  )
})

function frame(shape: FrameShape, rows: number, name?: string): Frame {
  return {
    shape,
    name,
    labels: {},
    fields: [{ name: "traceId", type: "text", values: Array.from({ length: rows }, () => "x") }],
    notices: [],
  }
}
