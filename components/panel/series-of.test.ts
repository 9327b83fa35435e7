import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { seriesOf } from "./series-of.ts"

test("a long table is a series for each combination of its texts", () => {
  const table: Frame = {
    shape: "table",
    labels: {},
    fields: [
      { name: "time", type: "time", values: [1, 1, 2, 2] },
      { name: "pod", type: "text", values: ["a", "b", "a", "b"] },
      { name: "value", type: "number", values: [10, 20, 11, 21] },
    ],
    notices: [],
  }
  assert.deepEqual(
    seriesOf([table]).map((one) => [one.name, [...one.times], [...one.values]]),
    [
      ["a", [1, 2], [10, 11]],
      ["b", [1, 2], [20, 21]],
    ],
  )
})
