import assert from "node:assert/strict"
import { test } from "node:test"
import { isolateOrToggle } from "./legend-choice.ts"

const names = ["a", "b", "c"]
const rows: [string[], string, boolean, string[]][] = [
  [[], "a", false, ["b", "c"]],
  [["b", "c"], "a", false, []],
  [["b", "c"], "b", false, ["a", "c"]],
  [[], "a", true, ["a"]],
  [["a"], "a", true, []],
  [["a", "b"], "c", true, []],
]

test("click isolates, again shows all; with a modifier it toggles", () => {
  for (const [hidden, name, toggle, expected] of rows)
    assert.deepEqual([...isolateOrToggle(names, new Set(hidden), name, toggle)], expected)
})
