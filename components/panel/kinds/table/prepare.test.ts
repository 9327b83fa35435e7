import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { TableOptions } from "./options.ts"
import { prepareTable } from "./prepare.ts"

const environment = { range: { fromMs: 0, toMs: 100 }, timezone: "UTC", locale: "en", colorScheme: "dark", stepMs: 10 } as const
const series = (labels: Record<string, string>, value: number, ref?: string): Frame => ({
  ref,
  shape: "series",
  labels,
  fields: [
    { name: "time", type: "time", values: [0, 50] },
    { name: "value", type: "number", values: [0, value] },
  ],
  notices: [],
})
const table = (frames: Frame[], options: object = {}) => {
  const prepared = prepareTable(frames, TableOptions.parse(options), environment)
  return Array.from({ length: prepared.count }, (_, row) =>
    Object.fromEntries(prepared.columns.map((column) => [column.title, column.text(row)])),
  )
}

test("several queries meet in one row by their labels", () => {
  const rows = table([
    series({ __name__: "in", pod: "a" }, 1, "A"),
    series({ __name__: "in", pod: "b" }, 2, "A"),
    series({ __name__: "out", pod: "b" }, 3, "B"),
  ])
  assert.deepEqual(
    rows.map(({ pod, A, B }) => [pod, A, B]),
    [
      ["a", "1", "–"],
      ["b", "2", "3"],
    ],
  )
})

test("what tells rows apart comes first", () => {
  const prepared = prepareTable([series({ job: "x", pod: "a" }, 1), series({ job: "x", pod: "b" }, 2)], TableOptions.parse({}), environment)
  assert.deepEqual(
    prepared.columns.map((column) => column.key),
    ["pod", "job", "value", "time"],
  )
})

test("a column has its own title, unit and place, or none", () => {
  const rows = table([series({ pod: "a" }, 2048, "A")], { columns: { A: { title: "Size", unit: "bytes" }, time: { hidden: true } } })
  assert.deepEqual(rows, [{ pod: "a", Size: "2 KiB" }])
})

test("tables under each other fill what is missing", () => {
  const one: Frame = { shape: "table", labels: {}, fields: [{ name: "a", type: "text", values: ["x"] }], notices: [] }
  const two: Frame = { shape: "table", labels: {}, fields: [{ name: "b", type: "number", values: [1, 2] }], notices: [] }
  assert.deepEqual(table([one, two]), [
    { a: "x", b: "–" },
    { a: "", b: "1" },
    { a: "", b: "2" },
  ])
})

test("only http and https open", () => {
  const values = ["https://example.com/a?b=1", "javascript:alert(1)", "data:text/html,x", "HTTP://example.com", "https://"]
  const frame: Frame = { shape: "table", labels: {}, fields: [{ name: "url", type: "text", values }], notices: [] }
  const [column] = prepareTable([frame], TableOptions.parse({}), environment).columns
  assert.deepEqual(
    values.map((_, row) => column?.link?.(row)),
    ["https://example.com/a?b=1", undefined, undefined, "http://example.com/", undefined],
  )
})

test("nothing at all is an empty table", () => assert.deepEqual(table([]), []))
