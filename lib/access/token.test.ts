import assert from "node:assert/strict"
import { test } from "node:test"
import { hashToken, isToken, makeToken } from "./token.ts"

test("tokens have the shape bgs_ + 49 digits of base 62, and never repeat", () => {
  const made = Array.from({ length: 500 }, makeToken)
  for (const token of made) assert.match(token, /^bgs_[0-9A-Za-z]{49}$/)
  assert.equal(new Set(made).size, made.length)
  assert.ok(made.every(isToken))
})

test("a mistyped token is told by its checksum", () => {
  const token = makeToken()
  const other = token.at(-8) === "a" ? "b" : "a"
  assert.equal(isToken(token.slice(0, -8) + other + token.slice(-7)), false)
  assert.equal(isToken(token.slice(0, -1)), false)
  assert.equal(isToken(token.replace("bgs_", "xyz_")), false)
})

test("the stored hash is SHA-256 in hex", () => {
  assert.equal(hashToken("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
})
