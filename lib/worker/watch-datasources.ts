import "server-only"
import type { MessageAlert } from "#lib/contact-point/message.ts"
import { transaction, workerPool } from "#lib/db/pool.ts"
import { env } from "#lib/env.ts"
import { translator } from "#lib/language/translate.ts"
import { hasReached, isUnreachable, problemText } from "#lib/alert-rule/problem.ts"
import { type AlertChange, enqueue } from "#lib/notification/enqueue.ts"

interface BlindRow {
  id: string
  name: string
  count: number
  since: Date
  error: string
  now: Date
}

interface FailingRow extends BlindRow {
  /** What its evaluations of that time ended with; null: with an answer. */
  errors: (string | null)[]
}

const FAILING = `
select r.datasource_id as id, coalesce(d.name, r.datasource_id) as name, 1 as count, coalesce(r.last_ok_at, r.health_since) as since,
  r.last_error as error, clock_timestamp() as now,
  array(select distinct e.error from alert_evaluation e where e.rule_id = r.id and e.slot_at > clock_timestamp() - patience) as errors
from alert_rule r join alert_group g on g.id = r.group_id left join datasource d on d.id = r.datasource_id
cross join lateral (select greatest(3 * g.interval_ms, 300000) * interval '1 millisecond' as patience) p
where not r.paused and r.health = 'error' and r.last_error is not null
  and greatest(coalesce(r.last_ok_at, r.health_since), r.updated_at) < clock_timestamp() - patience
order by r.id`

const PREFIX = "datasource:"

/** One alert a datasource, instead of one a rule, when rules could not reach it for max(3 × interval, 5 min). What is wrong with a rule itself is no reason. */
export async function watchDatasources(): Promise<number> {
  return transaction(workerPool, async (client) => {
    const { rows: lock } = await client.query<{ mine: boolean }>("select pg_try_advisory_xact_lock(4242004) as mine")
    if (!lock[0]?.mine) return 0
    const { rows: failing } = await client.query<FailingRow>(FAILING)
    const blind = bySource(failing.filter(neverReached))
    const { rows: told } = await client.query<{ instance_id: string; episode: number; alert: MessageAlert; now: Date }>(
      `select distinct on (instance_id, episode) instance_id, episode, alert, clock_timestamp() as now from notification_member
       where instance_id like '${PREFIX}%' and status = 'firing'`,
    )
    const isTold = new Set(told.map((one) => one.instance_id))
    const isBlind = new Set(blind.map((one) => PREFIX + one.id))
    const changes = [
      ...blind.filter((one) => !isTold.has(PREFIX + one.id)).map(beginning),
      ...told
        .filter((one) => !isBlind.has(one.instance_id))
        .map(({ instance_id, episode, alert, now }) => ending(instance_id, episode, alert, now)),
    ]
    await enqueue(client, changes)
    return changes.length
  })
}

/** A rule that was refused in the meantime has reached the source, and a source that fails this once is not blind yet. */
function neverReached({ error, errors }: FailingRow): boolean {
  return isUnreachable(error) && !errors.some(hasReached)
}

/** One row a datasource: how many rules, since when the longest, and the first one's error. */
function bySource(rows: BlindRow[]): BlindRow[] {
  const found = new Map<string, BlindRow>()
  for (const row of rows) {
    const { count = 0, since = row.since, error = row.error } = found.get(row.id) ?? {}
    found.set(row.id, { ...row, count: count + 1, since: since < row.since ? since : row.since, error })
  }
  return [...found.values()]
}

function beginning({ id, name, count, since, error, now }: BlindRow): AlertChange {
  const t = translator()
  const minutes = Math.max(1, Math.round((now.getTime() - since.getTime()) / 60_000))
  const labels = { alertname: "DatasourceUnreachable", datasource: name, severity: "critical" }
  const alert: MessageAlert = {
    status: "firing",
    name: labels.alertname,
    service: name,
    severity: labels.severity,
    labels,
    summary: t("message.blindSummary", { datasource: name, count, minutes }),
    description: t("message.blindDescription", { reason: problemText(error, t) }),
    startsAtMs: since.getTime(),
    links: { incident: `${env().publicUrl}/alerts` },
    samples: [],
  }
  return { instanceId: PREFIX + id, episode: Math.floor(now.getTime() / 1000), status: "firing", labels, alert }
}

function ending(instanceId: string, episode: number, alert: MessageAlert, now: Date): AlertChange {
  return { instanceId, episode, status: "resolved", labels: alert.labels, alert: { ...alert, status: "resolved", endsAtMs: now.getTime() } }
}
