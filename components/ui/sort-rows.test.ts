import assert from "node:assert/strict"
import test from "node:test"
import { sortRows } from "./sort-rows.ts"

const rows = [
  { n: "api-10", v: 2 },
  { n: "api-2", v: undefined },
  { n: "Api-1", v: 7 },
]

test("text is sorted as people read it", () => {
  const names = sortRows(rows, { key: "n", descending: false }, (row) => row.n).map((row) => row.n)
  assert.deepEqual(names, ["Api-1", "api-2", "api-10"])
})

const values = (descending: boolean) => sortRows(rows, { key: "v", descending }, (row) => row.v).map((row) => row.v)

test("what has no value is last in both directions", () => {
  assert.deepEqual(values(false), [2, 7, undefined])
  assert.deepEqual(values(true), [7, 2, undefined])
})

test("no sorting keeps the order", () => assert.equal(sortRows(rows, undefined), rows))
