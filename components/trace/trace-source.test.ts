import assert from "node:assert/strict"
import { test } from "node:test"
import { traceSources } from "./trace-source.ts"

const kinds = [
  { name: "t", traces: true },
  { name: "l", traces: false },
]
const sources = [
  { id: "traces-a", kind: "t" },
  { id: "logs", kind: "l" },
  { id: "traces-b", kind: "t" },
]

test("a store of traces is asked itself; a log line's trace is looked for in all of them", () => {
  assert.deepEqual(traceSources("traces-b", sources, kinds), ["traces-b"])
  assert.deepEqual(traceSources("logs", sources, kinds), ["traces-a", "traces-b"])
  assert.deepEqual(traceSources("gone", sources, kinds), ["traces-a", "traces-b"])
  assert.deepEqual(traceSources("logs", [sources[1]!], kinds), ["logs"])
})
