import assert from "node:assert/strict"
import { test } from "node:test"
import { colourSlots, contrast, hueCount, linear, seriesColours, slotColour, type Scheme } from "./colours.ts"

const schemes: Scheme[] = ["dark", "light"]
const grounds = { dark: "#151A21", light: "#FFFFFF" }

test("every step of the palette is at least 3:1 on its panel", () => {
  for (const scheme of schemes)
    for (let slot = 0; slot < hueCount * 3; slot++)
      assert.ok(contrast(slotColour(slot, scheme), grounds[scheme]) >= 2.99, `${scheme} ${slot} ${slotColour(slot, scheme)}`)
})

test("hues stay apart under protanopia, deuteranopia and tritanopia", () => {
  for (const scheme of schemes)
    for (const [name, matrix] of Object.entries(simulations))
      for (let a = 0; a < hueCount; a++)
        for (let b = a + 1; b < hueCount; b++) {
          const apart = difference(slotColour(a, scheme), slotColour(b, scheme), matrix)
          assert.ok(apart >= 4, `${scheme} ${name} ${slotColour(a, scheme)} ${slotColour(b, scheme)}: ${apart.toFixed(1)}`)
        }
})

test("a name keeps its colour whatever the order of the answer", () => {
  const names = ["api-1", "api-2", "api-3", "db", "cache"]
  const there = seriesColours(names, "dark")
  const back = seriesColours(names.toReversed(), "dark").toReversed()
  assert.deepEqual(there, back)
})

test("collisions move: as many colours as names while there are any", () => {
  for (const count of [2, 12, 36]) {
    const slots = colourSlots(Array.from({ length: count }, (_, index) => `pod-${index}`))
    assert.equal(new Set(slots).size, count)
  }
  assert.equal(colourSlots(Array.from({ length: 500 }, (_, index) => `pod-${index}`)).length, 500)
})

test("the first twelve names use hues before steps", () => {
  assert.ok(colourSlots(Array.from({ length: 12 }, (_, index) => `n${index}`)).every((slot) => slot < hueCount))
})

test("the same name twice is one colour", () => {
  const [first, second] = colourSlots(["up", "up"])
  assert.equal(first, second)
})

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear light. */
const simulations: Record<string, number[][]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** Distance in OKLab × 100 of what an eye of that kind sees. */
function difference(a: string, b: string, matrix: number[][]): number {
  const [x, y] = [oklab(a, matrix), oklab(b, matrix)]
  return 100 * Math.hypot(...x.map((value, index) => value - (y[index] ?? 0)))
}

function oklab(colour: string, matrix: number[][]): number[] {
  const light = [1, 3, 5].map((start) => linear(Number.parseInt(colour.slice(start, start + 2), 16)))
  const seen = matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, factor, index) => sum + factor * (light[index] ?? 0), 0),
      ),
    ),
  )
  const [r, g, b] = seen as [number, number, number]
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ]
}

test("levels of log lines keep the colours that everybody expects", () => {
  const [error, warn, other] = seriesColours(["error", "WARN", "checkout"], "dark")
  assert.equal(error, "#E5484D")
  assert.notEqual(warn, other)
  for (const scheme of ["dark", "light"] as const)
    for (const colour of seriesColours(["critical", "error", "warn", "info", "debug"], scheme))
      assert.ok(contrast(colour, scheme === "dark" ? "#151A21" : "#FFFFFF") >= 3, `${colour} on ${scheme}`)
})
