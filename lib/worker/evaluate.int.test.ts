import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { type PrometheusStandIn, prometheusStandIn } from "#e2e/stand-ins/prometheus.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { claimDue } from "#lib/alert-rule/claim.ts"
import { listTransitions } from "#lib/alert-rule/history-store.ts"
import { listAlertInstances } from "#lib/alert-rule/instance-store.ts"
import { AlertRuleInput } from "#lib/alert-rule/schema.ts"
import { createAlertRule, deleteAlertRule, getAlertRule, setPaused, updateAlertRule } from "#lib/alert-rule/store.ts"
import { createDatasource } from "#lib/datasource/store.ts"
import { pool } from "#lib/db/pool.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { getIncident, listIncidents } from "#lib/incident/store.ts"
import { createRunbook } from "#lib/runbook/store.ts"
import { commitEvaluations } from "./commit-evaluations.ts"
import { evaluateRule } from "./evaluate-rule.ts"
import { makeDue } from "./testing.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
await withDatabase()
const system: Viewer = { kind: "system" }
const never = new AbortController().signal
const EXPR = "errors > 0.05"
let prometheus: PrometheusStandIn
before(async () => {
  prometheus = await prometheusStandIn()
  await createDatasource(system, { id: "prom", name: "Prom", kind: "prometheus", settings: { url: prometheus.url } }, "en")
})
after(() => prometheus.stop())

const series = (value: number) => [{ metric: { __name__: "errors", service: "checkout" }, value }]
function set(value: number | undefined): void {
  prometheus.answers.set("errors", value === undefined ? [] : series(value))
  prometheus.answers.set(EXPR, value !== undefined && value > 0.05 ? series(value) : [])
}
async function evaluate(): Promise<void> {
  await makeDue()
  for (const group of await claimDue(pool, "w", 100, 30_000)) {
    const evaluations = await Promise.all(group.rules.map((rule) => evaluateRule(rule, group, never)))
    await commitEvaluations([{ group, durationMs: 1, evaluations }], () => true)
  }
}
const rule = (more: object = {}) =>
  AlertRuleInput.parse({
    name: "HighErrorRate",
    datasourceId: "prom",
    query: { expr: EXPR },
    evaluateEvery: "10s",
    missingEvaluationsToResolve: 1,
    labels: { severity: "critical" },
    annotations: { summary: "{{ $labels.service }} at {{ $value | humanizePercentage }}" },
    unit: "percentunit",
    ...more,
  })
const states = async (state = "inactive,pending,firing,recovering") =>
  (await listAlertInstances(system, { limit: 50, state })).items.map((one) => `${one.labels.service} ${one.state}`)

test("from a query to an incident, through outages and lies", async (context) => {
  await createRunbook(system, { id: "book", title: "Errors", url: "https://runbooks.example.com/errors", matchers: ["service=checkout"] })
  const made = await createAlertRule(system, rule(), "en")
  set(0.2)
  await evaluate()
  assert.deepEqual(await states(), ["checkout firing"])

  await context.test("a source that is down changes no state and is the rule's health", async () => {
    prometheus.down = true
    await evaluate()
    await evaluate()
    prometheus.down = false
    assert.deepEqual(await states(), ["checkout firing"])
    const { health, lastError } = await getAlertRule(system, made.id, "ko")
    assert.equal(health, "error")
    assert.match(lastError ?? "", /starting|503/)
  })

  await context.test("an edit keeps what has the same labels and ends the rest as edited", async () => {
    await updateAlertRule(system, made.id, rule({ for: "10m" }), { language: "en", version: 1 })
    await evaluate()
    assert.deepEqual(await states("firing"), ["checkout firing"])
    await assert.rejects(updateAlertRule(system, made.id, rule(), { language: "en", version: 1 }), /ruleVersionStale/)
  })

  await context.test("the end carries the value as it is then", async () => {
    // Slots of this test lie up to an interval in the past, so the edit would still look newer than the look after it.
    await pool.query("update alert_rule set updated_at = now() - interval '1 hour'")
    set(0.01)
    await evaluate()
    const [instance] = (await listAlertInstances(system, { limit: 5, state: "inactive" })).items
    assert.equal(instance?.value, 0.01)
    const [last] = (await listTransitions(system, { ruleId: made.id }, { limit: 5 })).items
    assert.partialDeepStrictEqual(last, { from: "firing", to: "inactive", reason: "missing", value: 0.01, threshold: 0.05 })
  })

  await context.test("the incident knows expression, runbook and window", async () => {
    const [summary] = (await listIncidents(system, { limit: 5 })).items
    const incident = await getIncident(system, summary!.id, { language: "en", nowMs: Date.now() })
    assert.deepEqual(incident.breach, { expr: "errors", op: ">", threshold: 0.05, thresholdExpr: "0.05" })
    assert.equal(incident.runbook?.id, "book")
    assert.equal(incident.summary, "checkout at 20%")
    assert.ok(Date.parse(incident.view.from) <= Date.parse(incident.firing.from) - 30 * 60_000)
    assert.equal(incident.episodes, 1)
  })

  await context.test("pausing and deleting end what fires, with the reason", async () => {
    await updateAlertRule(system, made.id, rule(), { language: "en" })
    set(0.3)
    await evaluate()
    await setPaused(system, made.id, true, "en")
    assert.equal((await listTransitions(system, { ruleId: made.id }, { limit: 1 })).items[0]?.reason, "paused")
    await setPaused(system, made.id, false, "en")
    await evaluate()
    assert.deepEqual(await states("firing"), ["checkout firing"])
    await deleteAlertRule(system, made.id)
    assert.equal((await listTransitions(system, { ruleId: made.id }, { limit: 1 })).items[0]?.reason, "deleted")
    assert.deepEqual(await states(), [])
  })
})

test("a rule that wants to hear of missing data does", async () => {
  await createAlertRule(system, rule({ id: "watch", noData: "alert", noDataFor: "0s" }), "en")
  set(0.01)
  await evaluate()
  assert.deepEqual(await states("firing"), [])
  set(undefined)
  await evaluate()
  const [alert] = (await listAlertInstances(system, { limit: 5, state: "firing" })).items
  assert.deepEqual(alert?.labels, { alertname: "HighErrorRate", severity: "critical", rule_health: "nodata" })
  set(0.01)
  await evaluate()
  assert.deepEqual(await states("firing"), [])
})

test("what can't work is refused when it is saved", async () => {
  for (const [more, key] of [
    [{ query: { expr: "sum(rate(a[5m])" } }, /ruleQueryInvalid/],
    [{ datasourceId: "nowhere" }, /ruleDatasourceMissing/],
    [{ runbookId: "nowhere" }, /ruleRunbookMissing/],
    [{ annotations: { summary: "{{ $labels.x" } }, /ruleTemplateInvalid/],
    [{ evaluateEvery: "10ms" }, /ruleIntervalTooShort/],
  ] as const) {
    await assert.rejects(createAlertRule(system, rule(more), "en"), key)
  }
})
