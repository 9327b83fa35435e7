import "server-only"
import type { Transaction } from "#lib/db/pool.ts"
import { instanceId } from "./fingerprint.ts"
import type { Instance } from "./instance.ts"
import { instanceRecord } from "./instance-row.ts"
import type { AlertEvaluation, RuleHealth } from "./schema.ts"
import type { Transition } from "./step.ts"

/** What one evaluation of a group found. */
export interface GroupResult {
  id: string
  fence: string
  slotMs: number
  nextSlotMs: number
  missed: number
  latenessMs: number
  durationMs: number
}

export interface RuleResult {
  id: string
  version: number
  slotMs: number
  health: RuleHealth
  /** `encodeProblem`; null when it could look. */
  error: string | null
  durationMs: number
  series: number
}

/** Ends the leases of these groups and plans their next slots. Returns the ids whose fence still held: only their results count. */
export async function finishGroups(client: Transaction, groups: GroupResult[]): Promise<Set<string>> {
  const sorted = groups.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const { rows } = await client.query<{ id: string }>(
    `update alert_group g set lease_owner = null, lease_until = null, last_slot_at = u.slot, next_slot_at = u.next,
       missed_slots = g.missed_slots + u.missed, last_lateness_ms = u.lateness, last_duration_ms = u.duration
     from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::int[], $6::int[], $7::int[])
       as u(id, fence, slot, next, missed, lateness, duration)
     where g.id = u.id and g.fence = u.fence and g.lease_owner is not null
     returning g.id`,
    [
      sorted.map((group) => group.id),
      sorted.map((group) => group.fence),
      sorted.map((group) => new Date(group.slotMs)),
      sorted.map((group) => new Date(group.nextSlotMs)),
      sorted.map((group) => group.missed),
      sorted.map((group) => Math.round(group.latenessMs)),
      sorted.map((group) => Math.round(group.durationMs)),
    ],
  )
  return new Set(rows.map((row) => row.id))
}

/** Writes the rules' health. Returns those that are still the version that was evaluated: an edit in between voids the result. */
export async function finishRules(client: Transaction, rules: RuleResult[]): Promise<Set<string>> {
  if (rules.length === 0) return new Set()
  const { rows } = await client.query<{ id: string }>(
    `update alert_rule r set
       health_since = case when r.health = u.health then r.health_since else u.slot end,
       health = u.health, last_error = u.error, last_evaluated_at = u.slot,
       last_ok_at = case when u.health = 'ok' then u.slot else r.last_ok_at end,
       last_duration_ms = u.duration, last_series = u.series
     from unnest($1::text[], $2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::int[], $7::int[])
       as u(id, version, slot, health, error, duration, series)
     where r.id = u.id and r.version = u.version and not r.paused
     returning r.id`,
    [
      rules.map((rule) => rule.id),
      rules.map((rule) => rule.version),
      rules.map((rule) => new Date(rule.slotMs)),
      rules.map((rule) => rule.health),
      rules.map((rule) => rule.error),
      rules.map((rule) => Math.round(rule.durationMs)),
      rules.map((rule) => rule.series),
    ],
  )
  return new Set(rows.map((row) => row.id))
}

export interface ChangedInstances {
  ruleId: string
  slotMs: number
  changed: Instance[]
}

const INSTANCE_COLUMNS = `id text, rule_id text, fingerprint text, labels jsonb, annotations jsonb, state text, value float8,
  active_at timestamptz, fired_at timestamptz, keep_since timestamptz, resolved_at timestamptz, last_seen_at timestamptz,
  last_eval_at timestamptz, state_since timestamptz, missing int, episode int`
const INSTANCE_NAMES = INSTANCE_COLUMNS.split(",").map((column) => column.trim().split(" ")[0]!)
const UPDATED = INSTANCE_NAMES.filter((name) => !["id", "rule_id", "fingerprint"].includes(name))
const ACKNOWLEDGED = ["acknowledged_by", "acknowledged_at", "acknowledgment"]

/** An acknowledgement belongs to an episode: the next one begins without. */
const UPSERT = `insert into alert_instance (${INSTANCE_NAMES.join(", ")})
  select ${INSTANCE_NAMES.join(", ")} from jsonb_to_recordset($1::jsonb) as x(${INSTANCE_COLUMNS})
  on conflict (id) do update set ${UPDATED.map((name) => `${name} = excluded.${name}`).join(", ")},
  ${ACKNOWLEDGED.map((name) => `${name} = case when alert_instance.episode = excluded.episode then alert_instance.${name} end`).join(", ")}`

export async function writeInstances(client: Transaction, rules: ChangedInstances[]): Promise<void> {
  const records = rules.flatMap((rule) =>
    rule.changed.map((instance) => instanceRecord(instanceId(rule.ruleId, instance.fingerprint), rule.ruleId, instance, rule.slotMs)),
  )
  if (records.length > 0) await client.query(UPSERT, [JSON.stringify(records)])
}

export interface WrittenTransition extends Transition {
  ruleId: string
  ruleName: string
  ruleVersion: number
  atMs: number
  labels: Record<string, string>
  value: number | null
  threshold: number | null
  expr: string
}

export async function writeTransitions(client: Transaction, transitions: WrittenTransition[]): Promise<void> {
  if (transitions.length === 0) return
  const records = transitions.map((one) => ({
    at: new Date(one.atMs).toISOString(),
    rule_id: one.ruleId,
    rule_name: one.ruleName,
    rule_version: one.ruleVersion,
    instance_id: instanceId(one.ruleId, one.fingerprint),
    fingerprint: one.fingerprint,
    labels: one.labels,
    from_state: one.from,
    to_state: one.to,
    reason: one.reason,
    value: Number.isFinite(one.value) ? one.value : null,
    threshold: Number.isFinite(one.threshold) ? one.threshold : null,
    expr: one.expr,
  }))
  await client.query(
    `insert into alert_transition (at, rule_id, rule_name, rule_version, instance_id, fingerprint, labels, from_state, to_state, reason, value, threshold, expr)
     select * from jsonb_to_recordset($1::jsonb) as x(at timestamptz, rule_id text, rule_name text, rule_version int, instance_id text,
       fingerprint text, labels jsonb, from_state text, to_state text, reason text, value float8, threshold float8, expr text)`,
    [JSON.stringify(records)],
  )
}

export interface WrittenEvaluation extends AlertEvaluation {
  ruleId: string
}

export async function writeEvaluations(client: Transaction, evaluations: WrittenEvaluation[]): Promise<void> {
  if (evaluations.length === 0) return
  const records = evaluations.map((one) => ({
    rule_id: one.ruleId,
    slot_at: one.slotAt,
    started_at: one.startedAt,
    duration_ms: Math.round(one.durationMs),
    series: one.series,
    health: one.health,
    error: one.error ?? null,
    verdict: one.verdict,
  }))
  await client.query(
    `insert into alert_evaluation (rule_id, slot_at, started_at, duration_ms, series, health, error, verdict)
     select * from jsonb_to_recordset($1::jsonb) as x(rule_id text, slot_at timestamptz, started_at timestamptz, duration_ms int,
       series int, health text, error text, verdict text)`,
    [JSON.stringify(records)],
  )
}
