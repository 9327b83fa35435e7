import assert from "node:assert/strict"
import { test } from "node:test"
import { DAY, HOUR } from "#lib/time/duration.ts"
import { optionsFrom } from "./options-from.ts"
import { Variable } from "./schema.ts"
import { checkChoices, inOrder, needsOptions, usedVariables, valueOf } from "./variables.ts"

const query = (name: string, text: string, more: Record<string, unknown> = {}) =>
  Variable.parse({ kind: "query", name, query: text, datasourceId: "prom", ...more })
const custom = (more: Record<string, unknown> = {}) =>
  Variable.parse({ kind: "custom", name: "env", options: [{ value: "prod", text: "Production" }, { value: "dev" }], ...more })
const values = (answers: string[], more: Parameters<typeof optionsFrom>[1]) => optionsFrom(answers, more).map((option) => option.value)

test("uses of variables are found in every spelling", () => {
  assert.deepEqual([...usedVariables('up{a="$a", b=~"${b:regex}", c="[[c]]", d="${d.0}"} $')], ["a", "b", "c", "d"])
})

test("chained variables come in order, circles are named", () => {
  const pod = query("pod", 'label_values(up{job="$job", ns="$ns"}, pod)')
  const job = query("job", 'label_values(up{ns="${ns}"}, job)')
  const ns = query("ns", "label_values(ns)", { datasourceId: "$source" })
  const source = Variable.parse({ kind: "datasource", name: "source", datasourceKind: "prometheus" })
  assert.deepEqual(
    inOrder([pod, job, ns, source]).map((variable) => variable.name),
    ["source", "ns", "job", "pod"],
  )
  assert.throws(() => inOrder([query("a", "$b"), query("b", "$a"), ns]), {
    code: "bad_request",
    key: "variableCycle",
    params: { names: "a, b" },
  })
})

test("options: regex, groups, doubles, order", () => {
  assert.deepEqual(values(["a-1", "b-2", "c"], { regex: "/-/" }), ["a-1", "b-2"])
  assert.deepEqual(values(["a-1", "b-2", "b-3"], { regex: "/([a-z])-/" }), ["a", "b"])
  assert.deepEqual(values(["Api", "web"], { regex: "/^api$/i" }), ["Api"])
  assert.deepEqual(values(["a1b2"], { regex: "/([a-z]\\d)/g" }), ["a1", "b2"])
  assert.deepEqual(optionsFrom(["i-1 web", "i-2 db"], { regex: "/(?<value>\\S+) (?<text>\\S+)/" }), [
    { value: "i-1", text: "web" },
    { value: "i-2", text: "db" },
  ])
  assert.deepEqual(values(["b", "a", "B", "a"], { sort: "alphabetical" }), ["a", "b", "B"])
  assert.deepEqual(values(["n10", "n9", "x"], { sort: "numeric-desc" }), ["n10", "n9", "x"])
  assert.throws(() => optionsFrom(["a"], { regex: "(?=a)" }), { code: "bad_request", key: "variableRegex" })
  const evil = performance.now()
  values([`${"a".repeat(5000)}!`], { regex: "/^(a+)+$/" })
  assert.ok(performance.now() - evil < 500)
})

test("values that go into queries", () => {
  const options = [
    { value: "prod", text: "Production" },
    { value: "dev", text: "dev" },
  ]
  const at = (variable: Variable, choices = {}, rangeMs = HOUR) => valueOf(variable, choices, options, rangeMs)
  assert.deepEqual(at(custom()), { value: "prod", multi: false })
  assert.deepEqual(at(custom({ current: "dev" })), { value: "dev", multi: false })
  assert.deepEqual(at(custom(), { env: ["dev", "prod"] }), { value: "dev", multi: false })
  assert.deepEqual(at(custom({ multi: true }), { env: ["dev", "prod"] }), { value: ["dev", "prod"], multi: true })
  assert.deepEqual(at(custom({ includeAll: true }), { env: "$__all" }), { value: ["prod", "dev"], multi: true, raw: undefined })
  assert.deepEqual(at(custom({ includeAll: true, allValue: ".*" }), { env: ["$__all"] }).raw, ".*")
  const constant = Variable.parse({ kind: "constant", name: "c", value: "fixed" })
  assert.equal(at(constant, { c: "other" }).value, "fixed")
  const interval = Variable.parse({ kind: "interval", name: "i", options: ["1m", "5m"], auto: true })
  assert.equal(at(interval).value, "1m")
  assert.equal(at(interval, { i: "auto" }, DAY).value, "1h")
  assert.throws(() => at(interval, { i: "5m]) or up[5m" }), { key: "variableInterval" })
})

test("options are needed for All and for no choice at all", () => {
  assert.ok(needsOptions(query("a", ""), {}))
  assert.ok(!needsOptions(query("a", "", { current: "x" }), {}))
  assert.ok(needsOptions(query("a", ""), { a: "$__all" }))
  assert.ok(!needsOptions(query("a", "", { allValue: ".*" }), { a: ["$__all"] }))
})

test("who may not write queries chooses among what is offered", () => {
  checkChoices([custom()], { env: "dev", other: "x" })
  checkChoices([custom({ includeAll: true })], { env: "$__all" })
  assert.throws(() => checkChoices([custom()], { env: 'x"} or {job=~".+' }), { key: "variableChoice" })
  assert.throws(() => checkChoices([custom()], { env: "$__all" }), { key: "variableChoice" })
})
