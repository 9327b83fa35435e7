import assert from "node:assert/strict"
import { test } from "node:test"
import { plainNumber, sampleText, timeText } from "./go-number.ts"

test("a sample is written as Go writes it", () => {
  const cases: [number, string][] = [
    [0, "0"],
    [-0, "-0"],
    [1, "1"],
    [0.1, "0.1"],
    [1e-6, "0.000001"],
    [9.5e-7, "9.5e-07"],
    [1e-7, "1e-07"],
    [-1.25e-10, "-1.25e-10"],
    [1e20, "100000000000000000000"],
    [1e21, "1e+21"],
    [1.5e300, "1.5e+300"],
    [NaN, "NaN"],
    [Infinity, "+Inf"],
    [-Infinity, "-Inf"],
  ]
  for (const [value, text] of cases) assert.equal(sampleText(value), text)
})

test("a value that becomes a label has no exponent", () => {
  const cases: [number, string][] = [
    [1.5e-7, "0.00000015"],
    [-1e-7, "-0.0000001"],
    [1.25e22, "12500000000000000000000"],
    [3, "3"],
    [Infinity, "+Inf"],
  ]
  for (const [value, text] of cases) assert.equal(plainNumber(value), text)
})

test("a time has milliseconds when it needs them", () => {
  assert.equal(timeText(1_795_210_464_000), "1795210464")
  assert.equal(timeText(1_795_210_464_410), "1795210464.410")
  assert.equal(timeText(1_795_210_464_007), "1795210464.007")
  assert.equal(timeText(-1500), "-1.500")
})
