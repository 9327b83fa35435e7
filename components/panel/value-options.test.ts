import assert from "node:assert/strict"
import { test } from "node:test"
import { defineOptions } from "./options.ts"
import { absoluteSteps, cssColour, showValue, thresholdOf, valueOptions } from "./value-options.ts"

const schema = defineOptions(valueOptions)
const steps = [
  { value: null, color: "ok" },
  { value: 80, color: "pending" },
  { value: 90, color: "firing" },
]

test("no options are options", () => {
  assert.equal(showValue(0.25, schema.parse({ unit: "percentunit" }), "en").full, "25%")
  assert.equal(showValue(null, schema.parse({}), "en").color, undefined)
})

test("the threshold reached gives the colour, on its very value too", () => {
  const options = schema.parse({ thresholds: { mode: "absolute", steps } })
  const rows: [number, string | undefined][] = [
    [-5, "ok"],
    [79.9, "ok"],
    [80, "pending"],
    [1e9, "firing"],
    [Number.NaN, undefined],
    [Number.NEGATIVE_INFINITY, "ok"],
  ]
  for (const [value, color] of rows) assert.equal(thresholdOf(value, options)?.color, color, String(value))
})

test("percentages stand between min and max, whatever their order", () => {
  const options = schema.parse({ min: 100, max: 200, thresholds: { mode: "percentage", steps: steps.toReversed() } })
  assert.deepEqual(
    absoluteSteps(options).map((step) => step.value),
    [Number.NEGATIVE_INFINITY, 180, 190],
  )
})

test("mappings: value, range, special; the first that applies", () => {
  const options = schema.parse({
    mappings: [
      { kind: "value", value: "1", text: "Up", color: "ok" },
      { kind: "range", from: 2, to: null, text: "Many" },
      { kind: "special", match: "null", text: "Silence" },
      { kind: "special", match: "nan", text: "0/0", color: "firing" },
    ],
  })
  assert.deepEqual(
    [1, 0, 7, null, Number.NaN].map((value) => showValue(value, options, "en").text),
    ["Up", "0", "Many", "Silence", "0/0"],
  )
  assert.equal(showValue(Number.NaN, options, "en").color, "var(--bongsu-firing)")
})

test("a colour can't carry CSS", () => {
  assert.equal(cssColour("#e5484d"), "#e5484d")
  assert.equal(cssColour("red;background:url(//evil)"), "var(--bongsu-accent)")
  assert.equal(cssColour("__proto__"), "var(--bongsu-accent)")
})
