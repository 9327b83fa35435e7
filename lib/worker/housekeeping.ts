import "server-only"
import { workerPool } from "#lib/db/pool.ts"

const LIMIT = 5_000

/** Rows that have served; each in small bites, so that nothing waits for a lock. */
const EXPIRED = [
  `delete from alert_evaluation where id in (select id from alert_evaluation where slot_at < now() - interval '24 hours' limit ${LIMIT})`,
  `delete from alert_transition where id in (select id from alert_transition where at < now() - interval '90 days' limit ${LIMIT})`,
  `delete from alert_instance where id in (select id from alert_instance where state = 'inactive'
     and state_since < now() - case when fired_at is null then interval '15 minutes' else interval '30 days' end limit ${LIMIT})`,
  `delete from delivery where id in (select id from delivery where state in ('delivered', 'failed') and created_at < now() - interval '30 days' limit ${LIMIT})`,
  // Longer than deliveries live: a group made again would begin to count anew, and its keys must not meet old ones.
  `delete from notification_group g where flush_at is null and coalesce(last_flush_at, '-infinity') < now() - interval '45 days'
     and not exists (select 1 from notification_member m where m.group_id = g.id)`,
  "delete from delivery_rate where free_at < now() - interval '1 hour'",
  "delete from session where expires_at < now() - interval '1 day'",
  "delete from worker_heartbeat where tick_at < now() - interval '1 day'",
  "delete from alert_group g where not exists (select 1 from alert_rule r where r.group_id = g.id) and next_slot_at < now() - interval '1 day'",
]

/** Deletes what is older than it needs to be. */
export async function keepHouse(): Promise<void> {
  for (const sql of EXPIRED) await workerPool.query(sql)
}
