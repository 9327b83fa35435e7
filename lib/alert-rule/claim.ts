import "server-only"
import type { Pool } from "pg"
import type { Instance } from "./instance.ts"
import { readInstance, type InstanceRow } from "./instance-row.ts"
import { dueSlot } from "./schedule.ts"
import type { AlertRuleDocument, RuleHealth } from "./schema.ts"

/** A group whose slot is ours to evaluate until the lease ends; every write has to carry the fence. */
export interface ClaimedGroup {
  id: string
  fence: string
  intervalMs: number
  slotMs: number
  nextSlotMs: number
  missed: number
  /** From the slot to the claim, by the database's clock. */
  latenessMs: number
  rules: ClaimedRule[]
}

export interface ClaimedRule {
  id: string
  version: number
  document: AlertRuleDocument
  datasourceId: string
  runbookId: string | null
  health: RuleHealth
  lastEvaluatedMs: number | null
  lastOkMs: number | null
  /** Saved since it last could look. */
  edited: boolean
  /** Those that are not inactive. */
  instances: Instance[]
}

const CLAIM = `
with due as (
  select id from alert_group g
  where next_slot_at <= clock_timestamp() and (lease_until is null or lease_until < clock_timestamp())
    and exists (select 1 from alert_rule r where r.group_id = g.id and not r.paused)
  order by next_slot_at limit $2 for update skip locked)
update alert_group g
set lease_owner = $1, lease_until = clock_timestamp() + $3 * interval '1 millisecond', fence = g.fence + 1
from due where g.id = due.id
returning g.id, g.fence, g.interval_ms, g.offset_ms, g.next_slot_at, clock_timestamp() as now`

const RULES = `
select id, group_id, version, document, datasource_id, runbook_id, health, last_evaluated_at, last_ok_at,
  coalesce(last_ok_at < updated_at, false) as edited
from alert_rule where group_id = any($1) and not paused order by id`

interface GroupRow {
  id: string
  fence: string
  interval_ms: number
  offset_ms: number
  next_slot_at: Date
  now: Date
}
interface RuleRow {
  id: string
  group_id: string
  version: number
  document: AlertRuleDocument
  datasource_id: string
  runbook_id: string | null
  health: RuleHealth
  last_evaluated_at: Date | null
  last_ok_at: Date | null
  edited: boolean
}

/** Leases up to `limit` groups whose slot is due, with their rules and live instances. */
export async function claimDue(pool: Pool, owner: string, limit: number, leaseMs: number): Promise<ClaimedGroup[]> {
  const { rows: groups } = await pool.query<GroupRow>(CLAIM, [owner, limit, leaseMs])
  if (groups.length === 0) return []
  const { rows: rules } = await pool.query<RuleRow>(RULES, [groups.map((group) => group.id)])
  const { rows: instances } = await pool.query<InstanceRow>(
    "select * from alert_instance where rule_id = any($1) and state <> 'inactive'",
    [rules.map((rule) => rule.id)],
  )
  const byRule = Map.groupBy(instances, (instance) => instance.rule_id)
  const byGroup = Map.groupBy(rules, (rule) => rule.group_id)
  return groups.map((group) => {
    const grid = { intervalMs: group.interval_ms, offsetMs: group.offset_ms }
    const { slotMs, missed } = dueSlot(grid, group.next_slot_at.getTime(), group.now.getTime())
    return {
      id: group.id,
      fence: group.fence,
      intervalMs: grid.intervalMs,
      slotMs,
      missed,
      nextSlotMs: slotMs + grid.intervalMs,
      latenessMs: Math.max(0, group.now.getTime() - slotMs),
      rules: (byGroup.get(group.id) ?? []).map((rule) => claimedRule(rule, byRule.get(rule.id) ?? [])),
    }
  })
}

const claimedRule = (rule: RuleRow, instances: InstanceRow[]): ClaimedRule => ({
  id: rule.id,
  version: rule.version,
  document: rule.document,
  datasourceId: rule.datasource_id,
  runbookId: rule.runbook_id,
  health: rule.health,
  lastEvaluatedMs: rule.last_evaluated_at?.getTime() ?? null,
  lastOkMs: rule.last_ok_at?.getTime() ?? null,
  edited: rule.edited,
  instances: instances.map(readInstance),
})

/** Instances by id, whatever their state: for series that came back. */
export async function instancesById(pool: Pool, ids: string[]): Promise<Instance[]> {
  const { rows } = await pool.query<InstanceRow>("select * from alert_instance where id = any($1)", [ids])
  return rows.map(readInstance)
}

/** Puts the end of our leases off, as long as nobody else took them. */
export async function renewLeases(pool: Pool, owner: string, ids: string[], leaseMs: number): Promise<void> {
  if (ids.length === 0) return
  await pool.query(
    "update alert_group set lease_until = clock_timestamp() + $3 * interval '1 millisecond' where id = any($2) and lease_owner = $1",
    [owner, ids, leaseMs],
  )
}

/** Gives leases back unused: the slot is due for the next worker at once. */
export async function releaseLeases(pool: Pool, owner: string): Promise<void> {
  await pool.query("update alert_group set lease_owner = null, lease_until = null where lease_owner = $1", [owner])
}

/** Milliseconds until the next slot of any group that has a rule to evaluate; null when there is none. */
export async function untilNextSlot(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ ms: number | null }>(
    `select (extract(epoch from min(next_slot_at) - clock_timestamp()) * 1000)::float8 as ms from alert_group g
     where lease_until is null and exists (select 1 from alert_rule r where r.group_id = g.id and not r.paused)`,
  )
  return rows[0]?.ms ?? null
}
