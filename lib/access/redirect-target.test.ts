import assert from "node:assert/strict"
import { test } from "node:test"
import { redirectTarget } from "./redirect-target.ts"

const hostile = [
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https:evil.example",
  "https://evil.example",
  "%2f%2fevil.example",
  "/%2fevil.example",
  "/%5cevil.example",
  "javascript:alert(1)",
  "/\tevil",
  "\n//evil.example",
  "/a/..//evil.example",
  "/.//evil.example",
  "http://localhost:3000/x",
  "x",
  "",
  "/login",
  "/login?redirectTo=/login",
  "/api/users",
  `/${"a".repeat(3000)}`,
]
for (const asked of hostile) test(`${JSON.stringify(asked).slice(0, 60)} leads home`, () => assert.equal(redirectTarget(asked), "/"))

for (const asked of ["/", "/dashboards/a?from=now-1h&to=now#x", "/explore?left=%2F%2Fx", "/logins"]) {
  test(`${asked} is our own`, () => assert.equal(redirectTarget(asked), asked))
}

test("what is no text leads home", () => {
  for (const asked of [undefined, null, ["/a", "/b"]]) assert.equal(redirectTarget(asked), "/")
})
