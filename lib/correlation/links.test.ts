import assert from "node:assert/strict"
import { test } from "node:test"
import { fieldOf, type Frame } from "#lib/frame/frame.ts"
import { linesBySpan, mergeLogs, traceLogsWindow, traceSummary } from "./links.ts"

const logs = (rows: [ns: string, line: string, stream?: string, span?: string][]): Frame => ({
  shape: "logs",
  labels: {},
  fields: [
    { name: "time", type: "time", values: rows.map(([ns]) => Number(ns.slice(0, -6))) },
    { name: "timestampNs", type: "text", values: rows.map(([ns]) => ns) },
    { name: "line", type: "text", values: rows.map(([, line]) => line) },
    { name: "labels", type: "json", values: rows.map(([, , pod]) => ({ stream: { pod: pod ?? "a" } })) },
    { name: "spanId", type: "text", values: rows.map(([, , , span]) => span ?? "") },
  ],
  notices: ["cut"],
})

test("the window is wider than the trace", () => {
  assert.deepEqual(traceLogsWindow({ fromMs: 600_000.4, toMs: 600_003.2 }), { fromMs: 540_000, toMs: 900_004 })
})

test("a trace's bounds and services", () => {
  const frame: Frame = {
    shape: "spans",
    labels: {},
    fields: [
      { name: "service", type: "text", values: ["web", "db", "web", ""] },
      { name: "start", type: "time", values: [10, 12, 5, 7] },
      { name: "durationMs", type: "number", values: [5, 100, null, 1] },
    ],
    notices: [],
  }
  assert.deepEqual(traceSummary(frame), { fromMs: 5, toMs: 112, services: ["web", "db"] })
  assert.deepEqual(traceSummary({ shape: "spans", labels: {}, fields: [], notices: [] }), { fromMs: 0, toMs: 0, services: [] })
})

test("a line that two queries found stands once; equal lines of two pods stand twice", () => {
  const merged = mergeLogs([
    logs([
      ["3000000", "c"],
      ["1000000", "a"],
    ]),
    logs([
      ["2000000", "b"],
      ["1000000", "a"],
      ["1000000", "a", "other"],
    ]),
  ])
  assert.deepEqual(fieldOf(merged, "line", "text")?.values, ["c", "b", "a", "a"])
  assert.deepEqual(merged.notices, ["cut"])
})

test("nanoseconds decide within a millisecond", () => {
  const merged = mergeLogs([logs([["1000001", "old"]]), logs([["1000009", "new"]])])
  assert.deepEqual(fieldOf(merged, "line", "text")?.values, ["new", "old"])
})

test("lines are counted by the span they name", () => {
  assert.deepEqual(
    [
      ...linesBySpan(
        logs([
          ["1000000", "a", "p", "s1"],
          ["1000000", "b", "p", "s1"],
          ["1000000", "c"],
        ]),
      ),
    ],
    [["s1", 2]],
  )
})
