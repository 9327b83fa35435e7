import assert from "node:assert/strict"
import { test } from "node:test"
import { GIVE_UP_MS, nextTry } from "./backoff.ts"

const tried = { id: "d", attempts: 1, createdAtMs: 0, nowMs: 1000, retry: true }

test("waits double, with a jitter that stays", () => {
  for (const [attempts, ms] of [
    [1, 2_000],
    [2, 4_000],
    [5, 32_000],
    [20, 600_000],
    [2000, 600_000],
  ] as const) {
    const wait = nextTry({ ...tried, attempts })! - tried.nowMs
    assert.ok(wait >= ms * 0.8 && wait <= ms * 1.2, `${attempts}: ${wait}`)
    assert.equal(nextTry({ ...tried, attempts })! - tried.nowMs, wait)
  }
  assert.notEqual(nextTry(tried), nextTry({ ...tried, id: "e" }))
})

test("Retry-After wins", () => assert.equal(nextTry({ ...tried, afterMs: 30_000 }), 31_000))
test("no retry where it can't help", () => assert.equal(nextTry({ ...tried, retry: false }), null))
test("gives up after a day", () => {
  assert.equal(nextTry({ ...tried, nowMs: GIVE_UP_MS }), null)
  assert.notEqual(nextTry({ ...tried, nowMs: GIVE_UP_MS - 1 }), null)
})
