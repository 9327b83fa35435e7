import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { StatOptions } from "./options.ts"
import { prepareStat } from "./prepare.ts"

const environment = { range: { fromMs: 0, toMs: 100 }, timezone: "UTC", locale: "en", colorScheme: "dark", stepMs: 10 } as const
const series = (values: (number | null)[], pod = "a"): Frame => ({
  shape: "series",
  labels: { pod },
  fields: [
    { name: "time", type: "time", values: values.map((_, index) => index) },
    { name: "value", type: "number", values },
  ],
  notices: [],
})

test("NaN and infinities are words, nothing is grey", () => {
  const thresholds = { mode: "absolute", steps: [{ value: null, color: "ok" }] }
  const prepared = prepareStat(
    [series([Number.NaN]), series([Infinity], "b"), series([null], "c")],
    StatOptions.parse({ thresholds }),
    environment,
  )
  assert.deepEqual(
    prepared.tiles.map((tile) => tile.shown.text),
    ["NaN", "+Inf", "–"],
  )
  assert.equal(prepared.tiles[2]?.shown.color, "var(--bongsu-unknown)")
})

test("several series are tiles with names, one alone has none", () => {
  assert.deepEqual(
    prepareStat([series([1])], StatOptions.parse({}), environment).tiles.map((tile) => tile.named),
    [false],
  )
  const two = prepareStat([series([1]), series([2], "b")], StatOptions.parse({}), environment)
  assert.deepEqual(
    two.tiles.map((tile) => [tile.name, tile.named]),
    [
      ["a", true],
      ["b", true],
    ],
  )
})

test("a thousand series are cut and counted", () => {
  const many = Array.from({ length: 1000 }, (_, index) => series([index], `p${index}`))
  const prepared = prepareStat(many, StatOptions.parse({}), environment)
  assert.equal(prepared.tiles.length + prepared.more, 1000)
})

test("the threshold colours the number, or nothing does", () => {
  const thresholds = {
    mode: "absolute",
    steps: [
      { value: null, color: "ok" },
      { value: 5, color: "firing" },
    ],
  }
  const colour = (given: object) =>
    prepareStat([series([9])], StatOptions.parse({ thresholds, ...given }), environment).tiles[0]?.shown.color
  assert.equal(colour({}), "var(--bongsu-firing)")
  assert.equal(colour({ colorMode: "none" }), undefined)
})

test("a table without time: a number a column", () => {
  const table: Frame = { shape: "table", labels: {}, fields: [{ name: "errors", type: "number", values: [1, 4] }], notices: [] }
  assert.deepEqual(
    prepareStat([table], StatOptions.parse({ reducer: "sum" }), environment).tiles.map((tile) => [tile.name, tile.value]),
    [["errors", 5]],
  )
})
