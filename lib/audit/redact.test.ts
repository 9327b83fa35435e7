import assert from "node:assert/strict"
import { test } from "node:test"
import { redact } from "./redact.ts"

test("secrets are cut out by their names, at any depth, and by being sealed", () => {
  const before = {
    name: "prod",
    settings: { url: "http://x", bearerToken: "abc", headers: { Authorization: "Basic x" }, odd: "bs1.aa.bb" },
    list: [{ password: "p" }],
    passwordReset: true,
    apiKey: null,
  }
  assert.deepEqual(redact(before), {
    name: "prod",
    settings: { url: "http://x", bearerToken: "[secret]", headers: { Authorization: "[secret]" }, odd: "[secret]" },
    list: [{ password: "[secret]" }],
    passwordReset: true,
    apiKey: null,
  })
})

test("long texts are cut, dates and big numbers become text, deep things end", () => {
  assert.equal((redact("x".repeat(5000)) as string).length, 2001)
  assert.deepEqual(redact({ at: new Date(0), fence: 5n }), { at: "1970-01-01T00:00:00.000Z", fence: "5" })
  let deep: object = {}
  for (let n = 0; n < 10_000; n++) deep = { deep }
  assert.ok(JSON.stringify(redact(deep)).length < 200)
})
