import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { alertChanges } from "#lib/alert-rule/changes.ts"
import { type InstanceRow, readInstance } from "#lib/alert-rule/instance-row.ts"
import type { AlertRuleDocument } from "#lib/alert-rule/schema.ts"
import { audit } from "#lib/audit/store.ts"
import { pool, type Transaction, transaction } from "#lib/db/pool.ts"
import { env } from "#lib/env.ts"
import { AppError } from "#lib/http/errors.ts"
import { readRunbooks } from "#lib/runbook/read.ts"
import { enqueue } from "./enqueue.ts"
import { contactPointsOf, route } from "./route.ts"
import type { Explanation, NotificationPolicy, NotificationPolicyDocument } from "./schema.ts"

interface Row {
  document: NotificationPolicyDocument
  version: number
  updated_at: Date
}

/** The tree's root. @throws {AppError} not_found while nothing is delivered */
export async function getNotificationPolicy(viewer: Viewer): Promise<NotificationPolicy> {
  authorise(viewer, "notification-policy:read")
  const { rows } = await pool.query<Row>("select document, version, updated_at from notification_policy where id = 'root'")
  if (!rows[0]) throw new AppError("not_found", "policyMissing", {}, { safeForViewer: true })
  return fromRow(rows[0])
}

/** Whether alerts go anywhere; for health and the UI's notice. */
export async function deliversAlerts(): Promise<boolean> {
  const { rowCount } = await pool.query("select 1 from notification_policy where id = 'root'")
  return rowCount === 1
}

/**
 * Replaces the policy. Alerts that fire at present and were told to nobody at the new place are told there.
 * @throws {AppError} bad_request for an unknown contact point, conflict for a stale version
 */
export async function putNotificationPolicy(
  viewer: Viewer,
  document: NotificationPolicyDocument,
  version?: number,
): Promise<NotificationPolicy> {
  authorise(viewer, "notification-policy:write")
  const { before, after } = await transaction(pool, async (client) => {
    const named = contactPointsOf(document)
    const { rows: known } = await client.query<{ id: string }>("select id from contact_point where id = any($1) for share", [named])
    const missing = named.find((id) => !known.some((point) => point.id === id))
    if (missing !== undefined) throw new AppError("bad_request", "policyContactPointMissing", { id: missing }, { safeForViewer: true })
    const { rows: stored } = await client.query<Row>("select * from notification_policy where id = 'root' for update")
    if (version !== undefined && stored[0] && stored[0].version !== version)
      throw new AppError("conflict", "policyVersionStale", { version: stored[0].version }, { safeForViewer: true })
    const { rows } = await client.query<Row>(
      `insert into notification_policy (id, document, updated_at) values ('root', $1, clock_timestamp())
       on conflict (id) do update set document = excluded.document, version = notification_policy.version + 1, updated_at = excluded.updated_at
       returning document, version, updated_at`,
      [document],
    )
    await tellFiring(client, named)
    return { before: stored[0]?.document, after: fromRow(rows[0]!) }
  })
  await audit(viewer, "notification-policy.update", { kind: "notification-policy", id: "root" }, { before, after: document })
  return after
}

/** Alerts that fire and of which one of these contact points knows nothing. */
const UNTOLD = `
select i.*, r.version, r.document, r.runbook_id from alert_instance i join alert_rule r on r.id = i.rule_id
where i.state in ('firing', 'recovering') and exists (
  select 1 from unnest($1::text[]) as p(id) where not exists (
    select 1 from notification_member m join notification_group g on g.id = m.group_id
    where m.instance_id = i.id and m.episode = i.episode and g.contact_point_id = p.id))
order by i.id for update of i`

async function tellFiring(client: Transaction, contactPointIds: string[]): Promise<void> {
  const { rows } = await client.query<InstanceRow & { version: number; document: AlertRuleDocument; runbook_id: string | null }>(UNTOLD, [
    contactPointIds,
  ])
  if (rows.length === 0) return
  const runbooks = await readRunbooks(client)
  const changes = rows.flatMap((row) => {
    const instance = readInstance(row)
    const began = { fingerprint: row.fingerprint, from: "inactive", to: "firing", reason: "breached" } as const
    const rule = { id: row.rule_id, version: row.version, document: row.document, runbookId: row.runbook_id }
    return alertChanges(rule, { changed: [instance], transitions: [began] }, runbooks, env().publicUrl)
  })
  await enqueue(client, changes)
}

/** Where an alert with these labels goes. */
export async function explain(viewer: Viewer, labels: Record<string, string>): Promise<Explanation> {
  authorise(viewer, "notification-policy:read")
  const { rows } = await pool.query<Row>("select document, version, updated_at from notification_policy where id = 'root'")
  const destinations = route(rows[0]?.document, labels)
  const ids = destinations.map((destination) => destination.contactPointId)
  const { rows: points } = await pool.query<{ id: string; name: string }>("select id, name from contact_point where id = any($1)", [ids])
  const routes = destinations.map(({ contactPointId, groupLabels, timing }) => ({
    contactPointId,
    contactPoint: points.find((point) => point.id === contactPointId)?.name ?? contactPointId,
    groupLabels,
    ...timing,
  }))
  return { delivers: routes.length > 0, routes }
}

const fromRow = ({ document, version, updated_at }: Row): NotificationPolicy => ({
  ...document,
  version,
  updatedAt: updated_at.toISOString(),
})
