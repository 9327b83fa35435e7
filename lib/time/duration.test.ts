import assert from "node:assert/strict"
import { test } from "node:test"
import { durationText, goDurationText, intervalText, parseDuration, tryDuration } from "./duration.ts"

test("durations are read in milliseconds", () => {
  const table: [string, number][] = [
    ["1h30m", 5_400_000],
    ["15s", 15_000],
    ["500ms", 500],
    ["1m30s", 90_000],
    ["1d", 86_400_000],
    ["1w", 604_800_000],
    ["1M", 2_592_000_000],
    ["1y", 31_536_000_000],
    ["1.5h", 5_400_000],
    ["30", 30_000],
    ["0", 0],
    ["0s", 0],
    [">10s", 10_000],
    [" 5m ", 300_000],
  ]
  for (const [text, ms] of table) assert.equal(parseDuration(text), ms, text)
})

test("what is no duration is refused with its text", () => {
  for (const text of ["", "s", "5x", "-5m", "5m x", "1h 30m", "NaN", "1e3s", "9".repeat(16) + "y", "$__interval"]) {
    assert.equal(tryDuration(text), undefined, text)
    assert.throws(() => parseDuration(text), { code: "bad_request", key: "durationInvalid" })
  }
})

test("durations are written in three ways", () => {
  const table: [number, string, string, string][] = [
    [5_400_000, "1h30m", "1h", "1h30m0s"],
    [90_000, "1m30s", "1m", "1m30s"],
    [60_000, "1m", "1m", "1m0s"],
    [130_000, "2m10s", "2m", "2m10s"],
    [500, "500ms", "500ms", "500ms"],
    [15_000, "15s", "15s", "15s"],
    [86_400_000, "1d", "1d", "24h0m0s"],
    [7 * 86_400_000, "7d", "7d", "168h0m0s"],
    [400 * 86_400_000, "400d", "1y", "9600h0m0s"],
    [0, "0s", "0ms", "0ms"],
  ]
  for (const [ms, exact, interval, go] of table) {
    assert.deepEqual([durationText(ms), intervalText(ms), goDurationText(ms)], [exact, interval, go])
    assert.equal(parseDuration(durationText(ms)), ms)
  }
})
