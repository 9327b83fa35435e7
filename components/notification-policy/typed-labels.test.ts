import assert from "node:assert/strict"
import { test } from "node:test"
import { parseLabels } from "./typed-labels.ts"

test("labels as people type them", () => {
  assert.deepEqual(parseLabels('alertname=Down, service="check out"'), { alertname: "Down", service: "check out" })
  assert.deepEqual(parseLabels('{a="x\\"y",b=c}'), { a: 'x"y', b: "c" })
  assert.deepEqual(parseLabels("a=1\nb=2\n"), { a: "1", b: "2" })
  assert.deepEqual(parseLabels("  "), {})
  assert.equal(parseLabels("what is this"), undefined)
  assert.equal(parseLabels('a="open'), undefined)
})
