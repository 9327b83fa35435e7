import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { TracesOptions } from "./options.ts"
import { prepareTraces } from "./prepare.ts"

const environment = { range: { fromMs: 0, toMs: 1 }, timezone: "UTC", locale: "en", colorScheme: "dark", stepMs: 0 } as const
const found: Frame = {
  shape: "table",
  labels: {},
  fields: [
    { name: "traceId", type: "text", values: ["a", "b", "c"] },
    { name: "service", type: "text", values: ["web", "api", "db"] },
    { name: "name", type: "text", values: ["GET /", "", "q"] },
    { name: "start", type: "time", values: [10, 30, 20] },
    { name: "durationMs", type: "number", values: [50, 200, null] },
    { name: "errorCount", type: "number", values: [0, 1, 3] },
  ],
  notices: [],
}
const ids = (sort: string) => {
  const prepared = prepareTraces([found], TracesOptions.parse({ sort }), environment)
  return prepared.kind === "list" ? prepared.traces.map((trace) => trace.traceId).join("") : ""
}

test("newest, slowest or most errors first", () => {
  assert.deepEqual([ids("newest"), ids("errors")], ["bca", "cba"])
  assert.equal(ids("slowest")[0], "b")
})

test("the bar is a share of the slowest", () => {
  const prepared = prepareTraces([found], TracesOptions.parse({}), environment)
  assert.ok(prepared.kind === "list")
  assert.deepEqual(
    prepared.traces.map((trace) => trace.share),
    [1, 0, 0.25],
  )
})

test("spans are drawn as a waterfall", () => {
  const spans: Frame = { shape: "spans", labels: { traceId: "a" }, fields: [], notices: [] }
  assert.deepEqual(prepareTraces([found, spans], TracesOptions.parse({}), environment), { kind: "trace", frame: spans })
})
