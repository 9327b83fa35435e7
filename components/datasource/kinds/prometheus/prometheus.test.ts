import assert from "node:assert/strict"
import { describe, test } from "node:test"
import { EqlRegex, EqlSingle, Neq, parser } from "@prometheus-io/lezer-promql"
import { selectorOf } from "./selector-of.ts"
import { withoutVariables } from "./without-variables.ts"

describe("withoutVariables", () => {
  const rows: [string, string | undefined][] = [
    ["rate(x[$__rate_interval])", `rate(x[${"0".repeat(14)}5m])`],
    ["rate(x[${__range_s}s])", `rate(x[${"0".repeat(11)}5s])`],
    ["x offset [[__interval]]", `x offset ${"0".repeat(12)}5m`],
    ['x{job="$job", a=~`$b`} # $c', 'x{job="$job", a=~`$b`} # $c'],
    ["topk($n, x)", undefined],
    ["$__interval_ms > $limit", undefined],
    ["up", "up"],
  ]
  for (const [text, expected] of rows)
    test(text, () => {
      const filled = withoutVariables(text)
      assert.equal(filled, expected)
      if (filled === undefined) return
      assert.equal(filled.length, text.length)
      parser.parse(filled).iterate({ enter: (node) => assert.ok(!node.type.isError, `${filled} at ${node.from}`) })
    })
})

describe("selectorOf", () => {
  const job = { name: "job", type: EqlSingle, value: "api" }
  const rows: [string, Parameters<typeof selectorOf>, string | undefined][] = [
    ["a metric", ["up", []], '{__name__="up"}'],
    ["a metric and labels", ["up", [job, { name: "code", type: EqlRegex, value: "5.." }], "code"], '{__name__="up",job="api"}'],
    ["labels alone", ["", [job]], '{job="api"}'],
    ["nothing", ["", []], undefined],
    ["what may be empty", ["", [{ name: "a", type: Neq, value: "x" }]], undefined],
    ["a variable is left out", ["up", [{ ...job, value: "$job" }]], '{__name__="up"}'],
    ["a metric of a variable", ["$metric", [job]], '{job="api"}'],
    ["a quote inside", ["up", [{ ...job, value: 'a"b' }]], '{__name__="up"}'],
    ["an escaped quote", ["up", [{ ...job, value: 'a\\"b' }]], '{__name__="up",job="a\\"b"}'],
  ]
  for (const [name, given, expected] of rows) test(name, () => assert.equal(selectorOf(...given), expected))
})
