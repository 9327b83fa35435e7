import assert from "node:assert/strict"
import { test } from "node:test"
import { boundsOf, limitOf, parseTime, stepOf, windowOf } from "./params.ts"

test("times are read as Loki reads them", () => {
  const cases: [string, number | undefined][] = [
    ["1795209864000000000", 1_795_209_864_000],
    ["1795209864", 1_795_209_864_000],
    ["1795209864.25", 1_795_209_864_250],
    // Thirteen digits are nanoseconds, too.
    ["1795209864000", 1_795_209.864],
    ["2026-11-20T21:24:24Z", 1_795_209_864_000],
    ["2026-11-20T21:24:24.123456789Z", 1_795_209_864_123],
    ["2026-11-21T06:24:24+09:00", 1_795_209_864_000],
    ["soon", undefined],
    ["2026-11-20", undefined],
  ]
  for (const [text, wanted] of cases) assert.equal(parseTime(text), wanted, text)
})

const of = (params: Record<string, string>) => new URLSearchParams(params)
const NOW = 1_795_209_864_500

test("bounds, steps and limits have Loki's defaults and words", () => {
  assert.deepEqual(boundsOf(of({}), NOW), { fromMs: NOW - 3_600_000, toMs: NOW })
  assert.deepEqual(boundsOf(of({ since: "10m", end: "" }), NOW), { fromMs: NOW - 600_000, toMs: NOW })
  assert.deepEqual(boundsOf(of({ end: String(NOW / 1000 + 60) }), NOW), { fromMs: NOW - 3_600_000, toMs: NOW + 60_000 })
  assert.deepEqual(windowOf(of({ end: String(NOW / 1000 + 60) }), NOW), { from: NOW - 3_600_000, to: NOW + 1 })
  const range = { fromMs: 0, toMs: 600_000 }
  assert.deepEqual(
    ["", "60", "1m30s", "0.5"].map((step) => stepOf(of({ step }), range)),
    [2000, 60_000, 90_000, 500],
  )
  assert.equal(limitOf(of({})), 100)
  const faults: [() => unknown, string][] = [
    [() => boundsOf(of({ start: "soon" }), NOW), `could not parse 'start' parameter: strconv.ParseInt: parsing "soon": invalid syntax`],
    [() => stepOf(of({ step: "x" }), range), 'cannot parse "x" to a valid duration'],
    [() => stepOf(of({ step: "0" }), range), "zero or negative query resolution step widths are not accepted. Try a positive integer"],
    [() => limitOf(of({ limit: "x" })), `strconv.ParseInt: parsing "x": invalid syntax`],
    [() => limitOf(of({ limit: "0" })), "limit must be a positive value"],
  ]
  for (const [run, message] of faults) assert.throws(run, { message })
})
