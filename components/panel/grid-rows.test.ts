import assert from "node:assert/strict"
import { test } from "node:test"
import { columnTracks, sortedRows, type GridColumn } from "./grid-rows.ts"

const values = [3, Number.NaN, 1, 3]
const column: GridColumn = {
  key: "value",
  title: "Value",
  align: "end",
  text: (row) => String(values[row]),
  order: (row) => values[row] ?? 0,
}
const names: GridColumn = { key: "name", title: "Name", align: "start", text: (row) => ["pod-10", "pod-9", "pod-1", "pod-2"][row] ?? "" }

test("numbers sort by value, NaN last either way, equals stay in place", () => {
  assert.deepEqual([...sortedRows([column], 4, { key: "value", descending: false })!], [2, 0, 3, 1])
  assert.deepEqual([...sortedRows([column], 4, { key: "value", descending: true })!], [0, 3, 2, 1])
})

test("texts sort as people count", () => {
  assert.deepEqual([...sortedRows([names], 4, { key: "name", descending: false })!], [2, 3, 1, 0])
})

test("an unknown column is no order", () => {
  assert.equal(sortedRows([column], 4, { key: "gone", descending: false }), undefined)
})

test("tracks fit what stands in them, within bounds", () => {
  const long: GridColumn = { ...names, text: () => "x".repeat(1000) }
  assert.equal(columnTracks([{ ...column, width: 100 }, long], 4), "100px minmax(420px, 420fr)")
})

test("what is left goes to the texts, and to all where there is none", () => {
  assert.match(columnTracks([names, column], 4), /^minmax\((\d+)px, \1fr\) \d+px$/)
  assert.match(columnTracks([column, { ...column, key: "other" }], 4), /^minmax\((\d+)px, \1fr\) minmax\((\d+)px, \2fr\)$/)
})
