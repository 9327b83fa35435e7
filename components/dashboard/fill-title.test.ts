import assert from "node:assert/strict"
import test from "node:test"
import { fillTitle } from "./fill-title.ts"

test("the three ways of writing a variable", () => {
  assert.equal(fillTitle("$a, ${a:raw}, [[a]]", { a: "x" }, "All"), "x, x, x")
})

test("several values, a text of its own, and no variable", () => {
  assert.equal(fillTitle("$a of $b costs $5 $c", { a: ["1", "2"], b: "$__all" }, "All"), "1 + 2 of All costs $5 $c")
})
