import assert from "node:assert/strict"
import test from "node:test"
import { shiftRange, zoomOut } from "./move-range.ts"

test("zooming out doubles the span about its middle", () => {
  assert.deepEqual(zoomOut({ fromMs: 1000, toMs: 2000 }, 10_000), { fromMs: 500, toMs: 2500 })
})

test("zooming out at now reaches back only", () => {
  assert.deepEqual(zoomOut({ fromMs: 1000, toMs: 2000 }, 2000), { fromMs: 0, toMs: 2000 })
})

test("shifting moves by half the span and stops at now", () => {
  assert.deepEqual(shiftRange({ fromMs: 1000, toMs: 2000 }, -1, 2000), { fromMs: 500, toMs: 1500 })
  assert.deepEqual(shiftRange({ fromMs: 1000, toMs: 2000 }, 1, 2200), { fromMs: 1200, toMs: 2200 })
})
