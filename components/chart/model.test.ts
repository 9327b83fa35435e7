import assert from "node:assert/strict"
import { test } from "node:test"
import { chartModel, defaultStyle, type ModelInput } from "./model.ts"
import { legendHeight, pixelToTime, plotOf, timeToPixel } from "./plot.ts"

const input: ModelInput = {
  series: [
    { name: "a", times: [0, 10], values: [1, 2] },
    { name: "b", times: [0, 10], values: [3, 400] },
  ],
  hidden: new Set(),
  style: defaultStyle,
  scheme: "dark",
  range: { fromMs: 0, toMs: 10 },
  stepMs: 10,
  height: 200,
  base: 10,
  include: [],
}

test("a hidden series leaves the scale, not its colour", () => {
  const all = chartModel(input)
  const one = chartModel({ ...input, hidden: new Set(["b"]) })
  assert.equal(all.scale.max, 400)
  assert.ok(one.scale.max < 5)
  assert.deepEqual(one.colours, all.colours)
  assert.equal(one.drawn.length, 1)
})

test("a threshold is in view", () => {
  assert.ok(chartModel({ ...input, hidden: new Set(["b"]), include: [90] }).scale.max >= 90)
})

test("stacks add up and keep the tops for the cursor", () => {
  const model = chartModel({ ...input, style: { ...defaultStyle, stacking: "normal" } })
  assert.ok(model.scale.max >= 402)
  assert.deepEqual([...model.tops!.columns[1]!], [4, 402])
  const percent = chartModel({ ...input, style: { ...defaultStyle, stacking: "percent" } })
  assert.equal(percent.scale.max, 100)
  assert.deepEqual([...percent.tops!.columns[1]!].map(Math.round), [100, 100])
})

test("no series, no samples: still a scale", () => {
  assert.ok(chartModel({ ...input, series: [] }).scale.ticks.length > 1)
  assert.ok(chartModel({ ...input, series: [], style: { ...defaultStyle, stacking: "normal" } }).scale.ticks.length > 1)
})

test("time and pixel are inverse; the legend never eats the chart", () => {
  const plot = plotOf(800, 300, 8)
  assert.equal(pixelToTime(plot, input.range, timeToPixel(plot, input.range, 4)), 4)
  assert.ok(legendHeight("table", 500, 300, 800) <= 300 * 0.38 + 4)
  assert.equal(legendHeight("list", 3, 100, 800), 0)
})
