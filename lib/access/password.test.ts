import assert from "node:assert/strict"
import { test } from "node:test"
import { passwordFault } from "./password.ts"

const table: [string, string | undefined][] = [
  ["short", "short"],
  ["elevenchars", "short"],
  ["a".repeat(129), "long"],
  ["aaaaaaaaaaaaaaaa", "same"],
  ["abababababab", "same"],
  ["password1234!", "common"],
  ["Bongsu2026!!!!", "common"],
  ["0123456789012", "common"],
  ["qwertyuiopasd", "common"],
  ["ada.lovelace@example.com", "personal"],
  ["Ada Lovelace 1815", "personal"],
  ["four unrelated words", undefined],
  ["가나다라마바사아자차카타", undefined],
]
for (const [password, fault] of table) {
  test(`${password.slice(0, 30)} is ${fault ?? "good enough"}`, () =>
    assert.equal(passwordFault(password, ["Ada Lovelace", "ada.lovelace@example.com"]), fault))
}
