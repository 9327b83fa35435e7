import assert from "node:assert/strict"
import test from "node:test"
import { choice, defineOptions, words } from "#components/panel/options.ts"
import { carryOver } from "./carry-over.ts"

const next = defineOptions<Record<string, unknown>>({ unit: words(64, "none"), size: choice(["s", "l"], "s") })

test("what the other kind understands is kept, the rest is left behind", () => {
  assert.deepEqual(carryOver({ unit: "ms", legend: true, size: "huge" }, next), { unit: "ms" })
  assert.deepEqual(carryOver({ unit: "ms", legend: true, size: "l", constructor: 1 }, next), { unit: "ms", size: "l" })
})
