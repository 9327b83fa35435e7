import "server-only"
import type { Pool } from "pg"
import type { Message, MessageAlert } from "#lib/contact-point/message.ts"
import type { ContactPointRow } from "#lib/contact-point/read.ts"
import { readContactPoints } from "#lib/contact-point/read.ts"
import { type Transaction, transaction } from "#lib/db/pool.ts"
import { insertDeliveries, type NewDelivery } from "#lib/delivery/outbox.ts"
import { keyOf, readPolicy } from "./enqueue.ts"
import { type Decision, decide, type GroupLog, type Member } from "./group.ts"
import { endAtOnce, type Timing, timingAt } from "./route.ts"
import type { NotificationPolicyDocument } from "./schema.ts"

const BATCH = 50
/** More than any chat message can hold; the rest is counted. */
const MAX_ALERTS = 50

interface GroupRow {
  id: string
  route_key: string
  contact_point_id: string
  labels: Record<string, string>
  sequence: number
  told_firing: string[] | null
  flush_at: Date | null
  last_flush_at: Date | null
  last_sent_at: Date | null
  now: Date
}
interface MemberRow {
  group_id: string
  instance_id: string
  episode: number
  status: Member["status"]
  alert: MessageAlert
  changed_at: Date
}

/**
 * Decides what the groups that are due have to say and writes it to the outbox, in the one transaction that advances their logs.
 * @returns how many groups were looked at, and how many deliveries written
 */
export async function flushDue(pool: Pool): Promise<{ groups: number; deliveries: number }> {
  return transaction(pool, async (client) => {
    const { rows: groups } = await client.query<GroupRow>(
      `select *, clock_timestamp() as now from notification_group where flush_at <= clock_timestamp()
       order by flush_at limit $1 for update skip locked`,
      [BATCH],
    )
    if (groups.length === 0) return { groups: 0, deliveries: 0 }
    const ids = groups.map((group) => group.id)
    const { rows: members } = await client.query<MemberRow>("select * from notification_member where group_id = any($1)", [ids])
    const policy = await readPolicy(client)
    const points = await readContactPoints(
      client,
      groups.map((group) => group.contact_point_id),
    )
    const byGroup = Map.groupBy(members, (member) => member.group_id)
    const flushed = groups.map((group) => flushGroup(group, byGroup.get(group.id) ?? [], policy, points.get(group.contact_point_id)))
    const deliveries = flushed.flatMap(({ delivery }) => (delivery ? [delivery] : []))
    await insertDeliveries(client, deliveries)
    await advance(client, flushed)
    return { groups: groups.length, deliveries: deliveries.length }
  })
}

interface Flushed {
  group: GroupRow
  decision: Decision
  delivery?: NewDelivery
  dropped: MemberRow[]
}

function flushGroup(group: GroupRow, rows: MemberRow[], policy: NotificationPolicyDocument | undefined, point?: ContactPointRow): Flushed {
  const nowMs = group.now.getTime()
  const log: GroupLog = {
    toldFiring: group.told_firing ?? [],
    flushAtMs: null,
    lastFlushAtMs: group.last_flush_at?.getTime() ?? null,
    lastSentAtMs: group.last_sent_at?.getTime() ?? null,
  }
  const byKey = new Map(rows.map((row) => [keyOf({ instanceId: row.instance_id, episode: row.episode }), row]))
  const members = [...byKey].map(([key, row]): Member => ({ key, status: row.status, changedAtMs: row.changed_at.getTime() }))
  const decision = decide(log, members, timingFor(group, policy), nowMs, point?.sendResolved ?? true)
  const told = [...decision.firing, ...decision.resolved].map((key) => byKey.get(key)!.alert)
  const delivery = told.length > 0 && point ? deliveryOf(group, point, told, nowMs) : undefined
  return { group, decision, delivery, dropped: decision.drop.map((key) => byKey.get(key)!) }
}

/** A group that the policy no longer leads to ends what it began and repeats nothing. */
function timingFor(group: GroupRow, policy: NotificationPolicyDocument | undefined): Timing {
  return timingAt(policy, group.route_key, group.contact_point_id) ?? endAtOnce
}

function deliveryOf(group: GroupRow, point: ContactPointRow, told: MessageAlert[], nowMs: number): NewDelivery {
  const alerts = told.slice(0, MAX_ALERTS)
  const message: Message = {
    status: told.some((alert) => alert.status === "firing") ? "firing" : "resolved",
    language: point.language,
    timezone: point.timezone,
    groupLabels: group.labels,
    alerts,
    truncatedAlerts: told.length - alerts.length,
    links: { incident: alerts[0]?.links.incident },
    mayBeRepeat: false,
    test: false,
  }
  return { key: `${group.id}:${point.id}:${group.sequence + 1}`, point, message, createdAtMs: nowMs }
}

async function advance(client: Transaction, flushed: Flushed[]): Promise<void> {
  const records = flushed.map(({ group, decision, delivery }) => ({
    id: group.id,
    sequence: group.sequence + (delivery ? 1 : 0),
    told_firing: decision.log.toldFiring,
    told_resolved: decision.log.toldResolved,
    flush_at: date(decision.log.flushAtMs),
    last_flush_at: date(decision.log.lastFlushAtMs),
    last_sent_at: date(decision.log.lastSentAtMs),
  }))
  await client.query(
    `update notification_group g set sequence = x.sequence, told_firing = x.told_firing, told_resolved = x.told_resolved,
       flush_at = x.flush_at, last_flush_at = x.last_flush_at, last_sent_at = x.last_sent_at
     from jsonb_to_recordset($1::jsonb) as x(id text, sequence int, told_firing text[], told_resolved text[], flush_at timestamptz,
       last_flush_at timestamptz, last_sent_at timestamptz)
     where g.id = x.id`,
    [JSON.stringify(records)],
  )
  const dropped = flushed.flatMap((one) => one.dropped)
  if (dropped.length === 0) return
  await client.query(
    `delete from notification_member m using unnest($1::text[], $2::text[], $3::int[]) as u(group_id, instance_id, episode)
     where m.group_id = u.group_id and m.instance_id = u.instance_id and m.episode = u.episode`,
    [dropped.map((row) => row.group_id), dropped.map((row) => row.instance_id), dropped.map((row) => row.episode)],
  )
}

const date = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** Milliseconds until a group is due; null when none waits. */
export async function untilNextFlush(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ ms: number | null }>(
    "select (extract(epoch from min(flush_at) - clock_timestamp()) * 1000)::float8 as ms from notification_group",
  )
  return rows[0]?.ms ?? null
}
