import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { seriesOf, spansOf } from "./breach-series.ts"

const at = (minute: number) => new Date(minute * 60_000).toISOString()

const frame = (labels: Record<string, string>): Frame => ({
  shape: "series",
  labels,
  fields: [
    { name: "time", type: "time", values: [1, 2] },
    { name: "value", type: "number", values: [0, null] },
  ],
  notices: [],
})

test("only the alert's own series, whatever the rule added", () => {
  const found = seriesOf([frame({ __name__: "up", instance: "a" }), frame({ __name__: "up", instance: "b" })], {
    alertname: "Down",
    severity: "critical",
    instance: "b",
  })
  assert.deepEqual([found.series.map((one) => one.labels.instance), found.others], [["b"], 1])
})

test("labels that were aggregated away leave every series", () => {
  assert.equal(seriesOf([frame({})], { instance: "b" }).series.length, 1)
  assert.equal(seriesOf([frame({ instance: "a" })], { instance: "b" }).series.length, 1)
  assert.equal(seriesOf([{ ...frame({}), shape: "logs" }], {}).series.length, 0)
})

test("spans: pending, then firing with its recovering part, open ones end now", () => {
  const timeline = [
    { at: at(10), to: "inactive" },
    { at: at(8), to: "recovering" },
    { at: at(4), to: "firing" },
    { at: at(2), to: "pending" },
    { at: at(20), to: "pending" },
  ]
  assert.deepEqual(
    spansOf(timeline, 30 * 60_000).map((span) => [span.state, span.fromMs / 60_000, span.toMs / 60_000]),
    [
      ["pending", 2, 4],
      ["firing", 4, 8],
      ["firing", 8, 10],
      ["pending", 20, 30],
    ],
  )
})
