import "server-only"
import { createHash } from "node:crypto"
import type { MessageAlert } from "#lib/contact-point/message.ts"
import type { Transaction } from "#lib/db/pool.ts"
import { flushAfter } from "./group.ts"
import { type Destination, endAtOnce, route, timingAt } from "./route.ts"
import type { NotificationPolicyDocument } from "./schema.ts"

/** An alert that began or ended to fire. */
export interface AlertChange {
  instanceId: string
  episode: number
  status: "firing" | "resolved"
  labels: Record<string, string>
  alert: MessageAlert
}

interface Entry {
  groupId: string
  change: AlertChange
  /** Absent for an end: it goes where its beginning went. */
  destination?: Destination
}

export function groupIdOf({ routeKey, contactPointId, groupLabels }: Destination): string {
  const labels = Object.entries(groupLabels).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash("sha256")
    .update(JSON.stringify([routeKey, contactPointId, labels]))
    .digest("base64url")
    .slice(0, 22)
}

export async function readPolicy(client: Pick<Transaction, "query">): Promise<NotificationPolicyDocument | undefined> {
  const { rows } = await client.query<{ document: NotificationPolicyDocument }>(
    "select document from notification_policy where id = 'root'",
  )
  return rows[0]?.document
}

/**
 * Puts changes into their groups, in the transaction that changes the alerts. What begins goes where the policy says; what ends goes
 * wherever its beginning went, whatever the policy says by now.
 */
export async function enqueue(client: Transaction, changes: AlertChange[]): Promise<void> {
  if (changes.length === 0) return
  const policy = await readPolicy(client)
  const entries = [...beginnings(changes, policy), ...(await endings(client, changes))]
  if (entries.length === 0) return
  await makeGroups(client, entries)
  await addTo(client, entries, policy)
}

function beginnings(changes: AlertChange[], policy: NotificationPolicyDocument | undefined): Entry[] {
  return changes
    .filter((change) => change.status === "firing")
    .flatMap((change) => route(policy, change.labels).map((destination) => ({ groupId: groupIdOf(destination), change, destination })))
}

async function endings(client: Transaction, changes: AlertChange[]): Promise<Entry[]> {
  const ended = changes.filter((change) => change.status === "resolved")
  if (ended.length === 0) return []
  const { rows } = await client.query<{ group_id: string; instance_id: string; episode: number }>(
    `select m.group_id, m.instance_id, m.episode from notification_member m
     join unnest($1::text[], $2::int[]) as u(instance_id, episode) using (instance_id, episode)`,
    [ended.map((change) => change.instanceId), ended.map((change) => change.episode)],
  )
  const byKey = new Map(ended.map((change) => [keyOf(change), change]))
  return rows.map((row) => ({ groupId: row.group_id, change: byKey.get(keyOf({ instanceId: row.instance_id, episode: row.episode }))! }))
}

export const keyOf = ({ instanceId, episode }: Pick<AlertChange, "instanceId" | "episode">) => `${instanceId}:${episode}`

async function makeGroups(client: Transaction, entries: Entry[]): Promise<void> {
  const made = new Map(entries.flatMap(({ groupId, destination }) => (destination ? [[groupId, destination] as const] : [])))
  if (made.size === 0) return
  const records = [...made]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { routeKey, contactPointId, groupLabels }]) => ({
      id,
      route_key: routeKey,
      contact_point_id: contactPointId,
      labels: groupLabels,
    }))
  await client.query(
    `insert into notification_group (id, route_key, contact_point_id, labels)
     select id, route_key, contact_point_id, labels
     from jsonb_to_recordset($1::jsonb) as x(id text, route_key text, contact_point_id text, labels jsonb) on conflict (id) do nothing`,
    [JSON.stringify(records)],
  )
}

interface LogRow {
  id: string
  route_key: string
  contact_point_id: string
  told_firing: string[] | null
  flush_at: Date | null
  last_flush_at: Date | null
  last_sent_at: Date | null
  now: Date
}

async function addTo(client: Transaction, entries: Entry[], policy: NotificationPolicyDocument | undefined): Promise<void> {
  const ids = [...new Set(entries.map((entry) => entry.groupId))]
  const { rows } = await client.query<LogRow>(
    `select id, route_key, contact_point_id, told_firing, flush_at, last_flush_at, last_sent_at, clock_timestamp() as now
     from notification_group where id = any($1) order by id for update`,
    [ids],
  )
  const nowMs = rows[0]?.now.getTime() ?? 0
  const flushes = rows.map((row) => {
    const log = {
      toldFiring: row.told_firing ?? [],
      flushAtMs: row.flush_at?.getTime() ?? null,
      lastFlushAtMs: row.last_flush_at?.getTime() ?? null,
      lastSentAtMs: row.last_sent_at?.getTime() ?? null,
    }
    const timing = timingAt(policy, row.route_key, row.contact_point_id) ?? endAtOnce
    for (const { change, groupId } of entries) {
      if (groupId !== row.id) continue
      log.flushAtMs = flushAfter(log, { key: keyOf(change), status: change.status }, timing, nowMs)
    }
    return { id: row.id, flushAt: log.flushAtMs === null ? null : new Date(log.flushAtMs) }
  })
  await writeMembers(client, entries, nowMs)
  await client.query(
    "update notification_group g set flush_at = u.at from unnest($1::text[], $2::timestamptz[]) as u(id, at) where g.id = u.id",
    [flushes.map((flush) => flush.id), flushes.map((flush) => flush.flushAt)],
  )
}

async function writeMembers(client: Transaction, entries: Entry[], nowMs: number): Promise<void> {
  const changedAt = new Date(nowMs).toISOString()
  const records = entries.map(({ groupId, change }) => ({
    group_id: groupId,
    instance_id: change.instanceId,
    episode: change.episode,
    status: change.status,
    alert: change.alert,
    changed_at: changedAt,
  }))
  await client.query(
    `insert into notification_member (group_id, instance_id, episode, status, alert, changed_at)
     select * from jsonb_to_recordset($1::jsonb) as x(group_id text, instance_id text, episode int, status text, alert jsonb, changed_at timestamptz)
     on conflict (group_id, instance_id, episode) do update
     set status = excluded.status, alert = excluded.alert, changed_at = excluded.changed_at`,
    [JSON.stringify(records)],
  )
}
