import assert from "node:assert/strict"
import test from "node:test"
import { z } from "zod"
import { carryOver } from "./carry-over.ts"

const next = z.object({ unit: z.string().default("none"), size: z.enum(["s", "l"]).default("s") })

test("what the other kind understands is kept, the rest is left behind", () => {
  assert.deepEqual(carryOver({ unit: "ms", legend: true, size: "huge" }, next), { unit: "ms" })
  assert.deepEqual(carryOver({ unit: "ms", legend: true, size: "l" }, next.strict()), { unit: "ms", size: "l" })
})
