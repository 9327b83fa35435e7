import assert from "node:assert/strict"
import test from "node:test"
import { relativeParts } from "./relative-time.ts"

test("the largest whole unit is taken", () => {
  assert.deepEqual(relativeParts(0, 125_000), { amount: -2, unit: "minute" })
  assert.deepEqual(relativeParts(0, 59_999), { amount: -59, unit: "second" })
  assert.deepEqual(relativeParts(90_000_000, 0), { amount: 1, unit: "day" })
})

test("less than a second is now", () => assert.deepEqual(relativeParts(400, 0), { amount: 0, unit: "second" }))
