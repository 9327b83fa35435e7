import assert from "node:assert/strict"
import test from "node:test"
import {
  amount,
  choice,
  defineOptions,
  flag,
  isFlag,
  listOf,
  objectOf,
  optionalAmount,
  orNull,
  recordOf,
  shaped,
  upTo,
  within,
  words,
} from "./options.ts"

const steps = listOf(objectOf({ value: orNull(within({})), color: upTo(32) }, { note: upTo(5) }), 2)
const options = defineOptions({
  draw: choice(["line", "bars"], "line"),
  connect: flag(false),
  fill: amount({ min: 0, max: 100, whole: true }, 8),
  decimals: optionalAmount({ min: 0, max: 15, whole: true }),
  body: words(100_000, ""),
  steps: shaped(steps, []),
  columns: shaped(recordOf(objectOf({}, { hidden: isFlag }), 4), {}),
})
const defaults = { draw: "line", connect: false, fill: 8, decimals: null, body: "", steps: [], columns: {} }

test("whatever was saved, every option comes out usable", () => {
  for (const saved of [undefined, null, 7, "x", [], {}, { unknown: 1 }]) assert.deepEqual(options.parse(saved), defaults)
  const good = {
    draw: "bars",
    connect: true,
    fill: 0,
    decimals: 3,
    body: "# Hi",
    steps: [{ value: null, color: "ok", note: "first" }],
    columns: { a: { hidden: true }, b: {} },
  }
  assert.deepEqual(options.parse(good), good)
})

test("a value that can't be read leaves the others alone", () => {
  const rows: Record<string, unknown>[] = [
    { draw: "pie" },
    { connect: "yes" },
    { fill: 101 },
    { fill: 1.5 },
    { fill: Number.NaN },
    { decimals: "2" },
    { body: "x".repeat(100_001) },
    {
      steps: [
        { value: 1, color: "ok" },
        { value: "1", color: "ok" },
      ],
    },
    { steps: [{ value: 1 }] },
    { steps: Array.from({ length: 3 }, () => ({ value: 1, color: "ok" })) },
    { columns: { a: { hidden: 1 } } },
    { columns: { "too long": {} } },
  ]
  for (const row of rows)
    assert.deepEqual(
      options.parse({ ...row, ...("draw" in row ? {} : { draw: "bars" }) }),
      { ...defaults, ...("draw" in row ? {} : { draw: "bars" }) },
      JSON.stringify(row),
    )
})

test("an object keeps what its reader names and nothing else", () => {
  const read = objectOf({ value: upTo(5) }, {})
  assert.deepEqual(read(JSON.parse('{"value": "a", "__proto__": {"x": 1}, "more": 2}')), { value: "a" })
})
