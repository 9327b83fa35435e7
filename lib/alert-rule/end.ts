import "server-only"
import type { Transaction } from "#lib/db/pool.ts"
import { env } from "#lib/env.ts"
import { enqueue } from "#lib/notification/enqueue.ts"
import { readRunbooks } from "#lib/runbook/read.ts"
import { alertChanges, type ToldRule, writtenTransitions } from "./changes.ts"
import { writeInstances, writeTransitions } from "./commit.ts"
import { type InstanceRow, readInstance } from "./instance-row.ts"
import { endAll } from "./step.ts"

/** Ends every alert of a rule that nobody evaluates any more, and tells those who were told. The caller holds the rule's lock. */
export async function endRule(client: Transaction, rule: ToldRule, reason: "paused" | "deleted"): Promise<void> {
  const { rows } = await client.query<InstanceRow>("select * from alert_instance where rule_id = $1 and state <> 'inactive' for update", [
    rule.id,
  ])
  if (rows.length === 0) return
  const { rows: clock } = await client.query<{ now: Date }>("select clock_timestamp() as now")
  const nowMs = clock[0]!.now.getTime()
  const result = endAll(rows.map(readInstance), reason, nowMs)
  await writeInstances(client, [{ ruleId: rule.id, slotMs: nowMs, changed: result.changed }])
  await writeTransitions(client, writtenTransitions(rule, result, nowMs))
  await enqueue(client, alertChanges(rule, result, await readRunbooks(client), env().publicUrl))
}
