import assert from "node:assert/strict"
import { test } from "node:test"
import { nextStep } from "./next-step.ts"

test("first a chat, then the policy; others ask", () => {
  assert.equal(nextStep(true, 0), "contactPoint")
  assert.equal(nextStep(true, 1), "policy")
  assert.equal(nextStep(true, undefined), "policy")
  assert.equal(nextStep(false, 0), "ask")
})
