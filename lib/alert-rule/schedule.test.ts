import assert from "node:assert/strict"
import { test } from "node:test"
import { dueSlot, offsetOf, slotAfter, slotAtOrBefore } from "./schedule.ts"

const grid = { intervalMs: 10_000, offsetMs: 3_000 }

test("slots lie on the grid", () => {
  for (const [now, before] of [
    [3_000, 3_000],
    [12_999, 3_000],
    [13_000, 13_000],
    [2_999, -7_000],
  ] as const) {
    assert.equal(slotAtOrBefore(grid, now), before)
    assert.equal(slotAfter(grid, now), before + 10_000)
  }
})

test("what is due, and what was missed", () => {
  const rows: [next: number, now: number, slotMs: number, missed: number][] = [
    [13_000, 13_000, 13_000, 0],
    [13_000, 22_999, 13_000, 0],
    [13_000, 23_000, 23_000, 1],
    [13_000, 49_000, 43_000, 3],
    [13_000, 1_000, 13_000, 0],
  ]
  for (const [next, now, slotMs, missed] of rows) assert.deepEqual(dueSlot(grid, next, now), { slotMs, missed })
})

test("groups spread over the interval, each at a place of its own that stays", () => {
  const offsets = Array.from({ length: 1000 }, (_, at) => offsetOf(`group ${at}`, 10_000))
  assert.deepEqual(
    offsets,
    Array.from({ length: 1000 }, (_, at) => offsetOf(`group ${at}`, 10_000)),
  )
  for (let second = 0; second < 10; second++) {
    const share = offsets.filter((offset) => Math.floor(offset / 1000) === second).length
    assert.ok(share > 50 && share < 160, `second ${second} has ${share}`)
  }
})
