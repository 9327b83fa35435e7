import assert from "node:assert/strict"
import { test } from "node:test"
import type { AlertInstance } from "#lib/alert-rule/schema.ts"
import { byUrgency, otherLabels, placeOnBar, serviceOf, splitFilter, toneOf } from "./urgency.ts"

const instance = (id: string, state: AlertInstance["state"], severity: string, since: string): AlertInstance => ({
  id,
  ruleId: "r",
  ruleName: "Rule",
  labels: { severity },
  annotations: {},
  state,
  since,
  stale: false,
})

test("firing before pending, graver before milder, longest first", () => {
  const list = [
    instance("late", "firing", "warning", "2026-01-01T00:10:00Z"),
    instance("early", "firing", "warning", "2026-01-01T00:00:00Z"),
    instance("odd", "firing", "purple", "2026-01-01T00:00:00Z"),
    instance("pending", "pending", "critical", "2026-01-01T00:00:00Z"),
    instance("worst", "firing", "Critical", "2026-01-01T00:20:00Z"),
  ]
  assert.deepEqual(
    list.toSorted(byUrgency).map((one) => one.id),
    ["worst", "early", "late", "odd", "pending"],
  )
})

test("what is typed is a matcher when it begins like one", () => {
  assert.deepEqual(splitFilter(' service="check out" '), { filter: 'service="check out"' })
  assert.deepEqual(splitFilter('{a=~"b"}'), { filter: '{a=~"b"}' })
  assert.deepEqual(splitFilter("high latency"), { search: "high latency" })
  assert.deepEqual(splitFilter("a > b=c"), { search: "a > b=c" })
  assert.deepEqual(splitFilter("  "), {})
})

test("the service is the most telling label, the others follow", () => {
  assert.equal(serviceOf({ job: "node", service: "checkout" }), "checkout")
  assert.equal(serviceOf({}), "")
  assert.deepEqual(otherLabels({ alertname: "A", severity: "x", job: "node", service: "checkout", zone: "b" }), [
    ["job", "node"],
    ["zone", "b"],
  ])
})

test("severity tones", () => {
  assert.deepEqual(["critical", "warning", "info", "purple", undefined].map(toneOf), ["bad", "warn", "calm", "calm", "calm"])
})

test("value and threshold share one scale, zero included", () => {
  const place = placeOnBar(10, 5)
  assert.ok(place && place.zero < place.threshold && place.threshold < place.value)
  const below = placeOnBar(-4, 2)
  assert.ok(below && below.value < below.zero && below.zero < below.threshold)
  assert.equal(placeOnBar(NaN, 1), undefined)
  assert.equal(placeOnBar(0, 0), undefined)
  assert.equal(placeOnBar(1, undefined), undefined)
})
