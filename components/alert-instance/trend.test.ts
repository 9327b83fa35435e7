import assert from "node:assert/strict"
import { test } from "node:test"
import { ownSeries, trendOf } from "./trend.ts"

const size = { width: 100, height: 24 }

test("value and threshold share one scale; a gap breaks the line", () => {
  const trend = trendOf({ times: [0, 1, 2, 3, 4], values: [0, 5, null, 10, 10] }, 8, size)
  assert.equal(trend?.line, "M0 22L25 12M75 2L100 2")
  assert.equal(trend?.thresholdY, 6)
})

test("a threshold above every value stays in the picture", () => {
  assert.equal(trendOf({ times: [0, 1], values: [1, 1] }, 5, size)?.thresholdY, 2)
})

test("nothing to draw", () => {
  assert.equal(trendOf({ times: [0], values: [1] }, 5, size), undefined)
  assert.equal(trendOf({ times: [0, 1], values: [1, NaN] }, 5, size), undefined)
})

test("the alert's own series", () => {
  const series = [{ labels: { __name__: "up", instance: "a" } }, { labels: { __name__: "up", instance: "b" } }]
  assert.equal(ownSeries(series, { instance: "b", severity: "critical" })?.labels.instance, "b")
  assert.equal(ownSeries(series, { instance: "c" }), undefined)
})
