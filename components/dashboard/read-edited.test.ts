import assert from "node:assert/strict"
import test from "node:test"
import type { Panel } from "#lib/dashboard/schema.ts"
import { changedQuestions } from "./read-edited.ts"

const panel = (id: string, change: Partial<Panel> = {}): Panel => ({
  id,
  kind: "k",
  title: "",
  grid: { x: 0, y: 0, w: 1, h: 1 },
  queries: [{ ref: "A" }],
  options: {},
  ...change,
})

test("a moved or renamed panel asks the same", () => {
  assert.deepEqual(changedQuestions([panel("a")], [panel("a", { title: "x", options: { unit: "ms" } })]), [])
})

test("another query, and a new panel, ask something else", () => {
  const after = [panel("a", { queries: [{ ref: "A", expr: "up" }] }), panel("b"), panel("c", { minInterval: "1m" })]
  assert.deepEqual(changedQuestions([panel("a"), panel("c")], after), ["a", "b", "c"])
})
