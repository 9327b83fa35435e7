import assert from "node:assert/strict"
import { describe, test } from "node:test"
import { promqlError, topComparison } from "./threshold.ts"

describe("the comparison at the top", () => {
  const rows: [string, string | undefined][] = [
    ["up == 0", "up == 0"],
    ['up{job="node"} == 0', 'up{job="node"} == 0'],
    ["0.05 < sum(rate(a[5m])) / sum(rate(b[5m]))", "sum(rate(a[5m])) / sum(rate(b[5m])) > 0.05"],
    ["((a > 5))", "a > 5"],
    ["a > (-1.5e3)", "a > -1500"],
    ["time() - a > 1h", "time() - a > 3600"],
    ["a > 1 and b > 2", "a > 1"],
    ["a > 1 unless on (x) b", "a > 1"],
    ["a > on (job) group_left b", "a > b (vector)"],
    ["a > 1 or b > 2", undefined],
    ["a > bool 1", undefined],
    ["absent(up)", undefined],
    ["a >", undefined],
    ["", undefined],
    ['sum(rate({app="x"} |= "error" [5m])) > 5', undefined],
  ]
  for (const [expr, wanted] of rows) {
    test(expr || "(empty)", () => {
      const found = topComparison(expr)
      const text = found && `${found.valueExpr} ${found.op} ${found.threshold ?? `${found.thresholdExpr} (vector)`}`
      assert.equal(text, wanted)
    })
  }
})

test("where it stops being PromQL", () => {
  assert.equal(promqlError("sum(rate(a[5m])) > 1"), undefined)
  assert.notEqual(promqlError("sum(rate(a[5m])"), undefined)
  assert.equal(promqlError("a > > 1"), 4)
})

test("a deep expression overflows nothing", () => {
  assert.equal(topComparison(`${"a + ".repeat(500)}a > 1`)?.threshold, 1)
  assert.equal(topComparison(`${"(".repeat(500)}a > 1${")".repeat(500)}`)?.threshold, 1)
})
