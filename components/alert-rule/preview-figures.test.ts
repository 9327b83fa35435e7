import assert from "node:assert/strict"
import { test } from "node:test"
import { longestMs, spansOf } from "./preview-figures.ts"

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()
const preview = {
  range: { from: at(0), to: at(60), stepMs: 30_000 },
  instances: [
    { labels: {}, firings: [{ from: at(10), to: at(20) }], pending: [{ from: at(8), to: at(10) }] },
    { labels: {}, firings: [{ from: at(15), to: at(25) }, { from: at(50) }], pending: [] },
  ],
}

test("overlapping firings of several series are one span; an open one ends with the range", () => {
  const spans = spansOf(preview).map((span) => [span.state, (span.toMs - span.fromMs) / 60_000])
  assert.deepEqual(spans, [
    ["pending", 2],
    ["firing", 15],
    ["firing", 10],
  ])
})

test("the longest is that of one series, not of joined spans", () => {
  assert.equal(longestMs(preview), 10 * 60_000)
  assert.equal(longestMs({ ...preview, instances: [] }), 0)
})
