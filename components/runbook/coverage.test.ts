import assert from "node:assert/strict"
import { test } from "node:test"
import { readMatchers, uncovered, whatMatches } from "./coverage.ts"

const rule = (id: string, labels: Record<string, string>, runbookId?: string) => ({ id, name: `Rule ${id}`, labels, runbookId })

test("matchers of all lines hold together, the first wrong one is named", () => {
  const read = readMatchers(['service="checkout"', "severity=~crit.*"])
  assert.ok("matchers" in read && read.matchers.length === 2)
  assert.ok("wrong" in readMatchers(["service=ok", "nonsense"]))
  assert.ok("wrong" in readMatchers(["a=~("]))
})

test("without matchers nothing is matched, not everything", () => {
  assert.deepEqual(whatMatches([], { rules: [rule("a", {})], instances: [{ labels: {} }] }), { rules: [], instances: [] })
})

test("a rule is matched by its labels and its name", () => {
  const read = readMatchers(['alertname="Rule a"'])
  assert.ok("matchers" in read)
  assert.equal(whatMatches(read.matchers, { rules: [rule("a", {}), rule("b", {})], instances: [] }).rules.length, 1)
})

test("uncovered: neither named nor matched", () => {
  const rules = [rule("named", {}, "r1"), rule("matched", { service: "checkout" }), rule("listed", {}), rule("bare", { service: "cart" })]
  const runbooks = [
    { matchers: ["service=checkout"], rules: [{ id: "listed" }] },
    { matchers: ["broken {"], rules: [] },
    { matchers: [], rules: [] },
  ]
  assert.deepEqual(
    uncovered(rules, runbooks).map((one) => one.id),
    ["bare"],
  )
})
