import assert from "node:assert/strict"
import { test } from "node:test"
import { securityHeaders } from "./security-headers.ts"

const page = { kind: "page", https: true, nonce: "abc" } as const

test("a page runs only what carries its nonce, and nobody frames it", () => {
  const headers = securityHeaders(page)
  const policy = headers["content-security-policy"] ?? ""
  assert.match(policy, /script-src 'self' 'nonce-abc' 'strict-dynamic';/)
  assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe-inline|style-src [^;]*unsafe-inline/)
  assert.match(policy, /frame-ancestors 'none'$/)
  assert.equal(headers["x-frame-options"], "DENY")
  assert.equal(headers["strict-transport-security"], "max-age=31536000")
})

test("a link that names a frame may be shown there and only there", () => {
  const headers = securityHeaders({ ...page, frameAncestors: ["https://wiki.example"] })
  assert.match(headers["content-security-policy"] ?? "", /frame-ancestors https:\/\/wiki\.example$/)
  assert.equal(headers["x-frame-options"], undefined)
})

test("an answer of the API is no document; without https there is no promise of it", () => {
  const headers = securityHeaders({ kind: "api", https: false })
  assert.equal(headers["content-security-policy"], "default-src 'none'; frame-ancestors 'none'")
  assert.equal(headers["strict-transport-security"], undefined)
})

test("an asset's policy must not bind a worker that is loaded from it", () => {
  assert.equal(securityHeaders({ kind: "asset", https: false })["content-security-policy"], "frame-ancestors 'none'")
})
