import assert from "node:assert/strict"
import { test } from "node:test"
import { durationNs, durationText } from "./durations.ts"

for (const [text, ns, written = text] of [
  ["0s", 0],
  ["5ns", 5],
  ["947µs", 947_000],
  ["947us", 947_000, "947µs"],
  ["1.5ms", 1_500_000],
  ["15.544ms", 15_544_000],
  ["2.007773s", 2_007_773_000],
  ["1m0s", 60e9],
  ["1m26.4s", 86.4e9],
  ["90s", 90e9, "1m30s"],
  ["1s500ms", 1.5e9, "1.5s"],
  ["168h0m0s", 604_800e9],
  ["7d", 604_800e9, "168h0m0s"],
  [".5h", 1800e9, "30m0s"],
] as const) {
  test(`${text} is ${ns} ns, written ${written}`, () => {
    assert.equal(durationNs(text), ns)
    assert.equal(durationText(ns), written)
  })
}

for (const text of ["", "5", "s", "1x", "1s2", "-1s", "1 s"]) {
  test(`"${text}" is no duration`, () => assert.equal(durationNs(text), undefined))
}

test("less than nothing", () => assert.equal(durationText(-1_500_000), "-1.5ms"))
