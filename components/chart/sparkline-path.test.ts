import assert from "node:assert/strict"
import { test } from "node:test"
import { spreadExemplars } from "./exemplars.ts"
import { sparklinePath } from "./sparkline-path.ts"

const range = { fromMs: 0, toMs: 100 }

test("a line over the width, gaps and infinities left out", () => {
  const { line } = sparklinePath([0, 50, 100], [0, null, 10], range, 100, 20)
  assert.equal(line, "M0 18.5L100 1.5")
  assert.deepEqual(sparklinePath([0], [Number.NaN], range, 100, 20), { line: "", area: "" })
})

test("ten thousand samples in forty pixels keep their spike", () => {
  const times = Array.from({ length: 10_000 }, (_, index) => index / 100)
  const values = times.map((_, index) => (index === 5_555 ? 100 : 1))
  const { line } = sparklinePath(times, values, range, 40, 20)
  assert.ok(line.split("L").length < 90)
  assert.ok(line.includes(" 1.5"))
})

test("a constant is a line in the middle", () => {
  assert.match(sparklinePath([0, 100], [5, 5], range, 100, 20).line, /^M0 \d+(\.\d+)?L100 \d+/)
})

test("exemplars in one column leave the highest", () => {
  const marks = [
    { x: 1, y: 50 },
    { x: 2, y: 10 },
    { x: 30, y: 5 },
    { x: 400, y: 5 },
    { x: 3, y: Number.NaN },
  ]
  assert.deepEqual(spreadExemplars(marks, 100), [marks[1], marks[2]])
})
