import assert from "node:assert/strict"
import test from "node:test"
import { ALL, toggleOption, valuesOf } from "./choice.ts"

test("All stands alone", () => {
  assert.deepEqual(toggleOption(["a", "b"], ALL), [ALL])
  assert.deepEqual(toggleOption([ALL], "a"), ["a"])
})

test("options are added and taken away, but never the last", () => {
  assert.deepEqual(toggleOption(["a"], "b"), ["a", "b"])
  assert.deepEqual(toggleOption(["a", "b"], "a"), ["b"])
  assert.deepEqual(toggleOption(["a"], "a"), ["a"])
})

test("a value is a list of values", () => {
  assert.deepEqual([valuesOf(undefined), valuesOf("a"), valuesOf(["a", "b"])], [[], ["a"], ["a", "b"]])
})
