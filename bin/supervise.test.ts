import assert from "node:assert/strict"
import { test } from "node:test"
import { restartWaitMs } from "./supervise.ts"

test("the wait doubles up to half a minute", () => {
  assert.deepEqual([1, 2, 3, 7, 40].map(restartWaitMs), [500, 1_000, 2_000, 30_000, 30_000])
})
