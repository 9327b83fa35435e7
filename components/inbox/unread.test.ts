import assert from "node:assert/strict"
import { test } from "node:test"
import { countText, newestAt } from "./unread.ts"

const at = (second: number) => ({ at: new Date(second * 1000).toISOString() })

test("a hundred and more are many", () => {
  for (const [count, text] of [
    [1, "1"],
    [99, "99"],
    [100, "99+"],
  ] as const)
    assert.equal(countText(count), text)
})

test("the newest arrival counts, wherever it stands in the list", () => {
  assert.equal(newestAt([at(2), at(3), at(1)]), at(3).at)
  assert.equal(newestAt([]), undefined)
})
