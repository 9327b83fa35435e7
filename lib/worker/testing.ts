import { offsetOf } from "#lib/alert-rule/schedule.ts"
import { type AlertRuleDocument, AlertRuleInput } from "#lib/alert-rule/schema.ts"
import { fresh } from "#lib/alert-rule/instance.ts"
import type { ClaimedGroup } from "#lib/alert-rule/claim.ts"
import { fingerprint } from "#lib/alert-rule/fingerprint.ts"
import { step, type StepRule } from "#lib/alert-rule/step.ts"
import { pool } from "#lib/db/pool.ts"
import type { RuleEvaluation } from "./evaluate-rule.ts"

/** A rule in a group of its own, whose slot is due; straight into the tables. For tests. */
export async function seedRule(id: string, more: Partial<AlertRuleDocument> = {}, group = id): Promise<void> {
  const document = AlertRuleInput.parse({ name: id, group, datasourceId: "d", query: { expr: "up == 0" }, evaluateEvery: "10s", ...more })
  const { rows } = await pool.query<{ id: string }>(
    `insert into alert_group (id, name, interval_ms, offset_ms, next_slot_at) values ($1, $1, 10000, $2, clock_timestamp() - interval '1 second')
     on conflict (name, interval_ms) do update set name = excluded.name returning id`,
    [group, offsetOf(group, 10_000)],
  )
  await pool.query(
    `insert into alert_rule (id, group_id, name, datasource_id, document, query_hash, updated_at, runbook_id)
     values ($1, $2, $3, 'd', $4, '', clock_timestamp() - interval '1 hour', $5)`,
    [id, rows[0]!.id, document.name, document, document.runbookId ?? null],
  )
}

/** Makes every group due again, as if its interval had passed. */
export async function makeDue(): Promise<void> {
  await pool.query("update alert_group set next_slot_at = clock_timestamp() - interval '10 milliseconds'")
}

const stepRule: StepRule = {
  intervalMs: 10_000,
  forMs: 0,
  keepFiringForMs: 0,
  noData: "keep",
  onError: "keep",
  noDataForMs: 0,
  errorForMs: 0,
  missingEvaluationsToResolve: 1,
  absentIsFalse: true,
  edited: false,
}

/** What an evaluation of every rule of a group would have found, one series firing or none, without any source. */
export function evaluated(group: ClaimedGroup, firing: boolean): RuleEvaluation[] {
  return group.rules.map((rule) => {
    const labels = { alertname: rule.document.name, service: "checkout", ...rule.document.labels }
    const print = fingerprint(labels)
    const samples = firing ? [{ fingerprint: print, labels, annotations: {}, value: 0, holds: true }] : []
    const known = rule.instances.length > 0 ? rule.instances : [{ ...fresh({ fingerprint: print, labels, annotations: {}, value: 0 }, 0) }]
    const result = step({
      rule: stepRule,
      previous: known,
      outcome: { kind: "ok", samples },
      nowMs: group.slotMs,
      lastEvaluatedMs: rule.lastEvaluatedMs,
      lastOkMs: rule.lastOkMs,
    })
    return { rule, slotMs: group.slotMs, startedAtMs: group.slotMs, durationMs: 1, series: samples.length, error: null, result }
  })
}
