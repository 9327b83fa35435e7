import assert from "node:assert/strict"
import { test } from "node:test"
import { AlertRuleInput, type AlertRule } from "#lib/alert-rule/schema.ts"
import { draftFromLink, draftOf, emptyDraft, inputOf, isAskable, knownLabels } from "./draft.ts"

const filled = {
  ...emptyDraft,
  name: " Service Down ",
  datasourceId: "prom",
  query: { expr: "up" },
  op: "<" as const,
  threshold: "1",
  service: "checkout",
  labels: [
    { name: "team", value: "web" },
    { name: "empty", value: " " },
  ],
  summary: "{{ $labels.instance }} is down",
}

test("a filled form is a rule that the schema takes", () => {
  const input = AlertRuleInput.parse(inputOf(filled))
  assert.equal(input.name, "Service Down")
  assert.deepEqual(input.condition, { reducer: "last", op: "<", threshold: 1 })
  assert.deepEqual(input.labels, { severity: "critical", service: "checkout", team: "web" })
  assert.deepEqual(input.annotations, { summary: "{{ $labels.instance }} is down" })
})

test("a saved rule comes back unchanged through the form", () => {
  const document = AlertRuleInput.parse({ ...inputOf(filled), runbookId: "book", dashboardId: "board", panelId: "p", unit: "percent" })
  const rule = { ...document, id: "r", version: 1 } as unknown as AlertRule
  assert.deepEqual(AlertRuleInput.parse(inputOf(draftOf(rule))), document)
})

test("an expression that compares by itself has no condition", () => {
  assert.equal(inputOf({ ...filled, compares: "inside" }).condition, undefined)
})

test("a half typed threshold is not guessed", () => {
  assert.equal(isAskable({ ...filled, threshold: "" }), false)
  assert.equal(isAskable({ ...filled, threshold: "-" }), false)
  assert.equal(isAskable({ ...filled, threshold: "0.5" }), true)
  assert.equal(AlertRuleInput.safeParse(inputOf({ ...filled, threshold: "" })).success, false)
})

test("a panel without a dashboard is no link", () => {
  assert.equal(inputOf({ ...filled, panelId: "p" }).panelId, undefined)
})

test("a link fills the form", () => {
  const draft = draftFromLink(new URLSearchParams("expr=up%20%3D%3D%200&datasourceId=prom&dashboardId=d&panelId=3"))
  assert.deepEqual([draft.query.expr, draft.datasourceId, draft.dashboardId, draft.panelId, draft.for], ["up == 0", "prom", "d", "3", "2m"])
})

test("labels that are certain before any series", () => {
  assert.deepEqual(knownLabels({ ...filled, labels: [] }), { severity: "critical", service: "checkout", alertname: "Service Down" })
})
