import "server-only"
import type { Pool } from "pg"
import type { Message } from "#lib/contact-point/message.ts"
import { transaction } from "#lib/db/pool.ts"

/** A message that is ours to send until the lease ends; its attempt is already in the log as `started`. */
export interface ClaimedDelivery {
  id: string
  fence: string
  contactPointId: string | null
  kind: string
  rateKey: string
  message: Message
  /** This one included. */
  attempts: number
  createdAtMs: number
  mayBeRepeat: boolean
}

/** A message that fails so often no longer holds up those behind it in the same chat. */
const BLOCKING_ATTEMPTS = 6

const CLAIM = `
with due as (
  select d.id from delivery d left join delivery_rate r on r.rate_key = d.rate_key
  where d.state in ('pending', 'sending') and d.next_try_at <= clock_timestamp()
    and (d.lease_until is null or d.lease_until < clock_timestamp())
    and (r.free_at is null or r.free_at <= clock_timestamp())
    and not exists (select 1 from delivery e where e.rate_key = d.rate_key and e.state in ('pending', 'sending')
      and (e.created_at, e.id) < (d.created_at, d.id) and (e.attempts < ${BLOCKING_ATTEMPTS} or e.lease_until >= clock_timestamp()))
    and not exists (select 1 from delivery e where e.rate_key = d.rate_key and e.id <> d.id and e.lease_until >= clock_timestamp())
  order by d.next_try_at limit $2 for update of d skip locked)
update delivery d
set state = 'sending', lease_owner = $1, lease_until = clock_timestamp() + $3 * interval '1 millisecond', fence = d.fence + 1,
  attempts = d.attempts + 1,
  may_be_repeat = d.may_be_repeat or exists (select 1 from delivery_attempt a where a.delivery_id = d.id and a.outcome in ('started', 'unknown'))
from due where d.id = due.id
returning d.id, d.fence, d.contact_point_id, d.kind, d.rate_key, d.message, d.attempts, d.created_at, d.may_be_repeat`

interface Row {
  id: string
  fence: string
  contact_point_id: string | null
  kind: string
  rate_key: string
  message: Message
  attempts: number
  created_at: Date
  may_be_repeat: boolean
}

/**
 * Leases the oldest due message of each chat that may be written to. The attempt is logged as `started` in the same transaction, before
 * any request: when its worker dies, the next one finds it and marks the message as a possible repeat.
 */
export async function claimDeliveries(pool: Pool, owner: string, limit: number, leaseMs: number): Promise<ClaimedDelivery[]> {
  return transaction(pool, async (client) => {
    // Two workers could each see a different message of one chat as its oldest; the claim itself is a few milliseconds.
    await client.query("select pg_advisory_xact_lock(4242003)")
    const { rows } = await client.query<Row>(CLAIM, [owner, limit, leaseMs])
    if (rows.length === 0) return []
    const ids = rows.map((row) => row.id)
    await client.query(
      `update delivery_attempt set outcome = 'unknown', reason = 'workerDied' where delivery_id = any($1) and outcome = 'started'`,
      [ids],
    )
    await client.query(
      `insert into delivery_attempt (delivery_id, number, started_at, outcome)
       select id, number, clock_timestamp(), 'started' from unnest($1::text[], $2::int[]) as u(id, number)`,
      [ids, rows.map((row) => row.attempts)],
    )
    return rows.map((row) => ({
      id: row.id,
      fence: row.fence,
      contactPointId: row.contact_point_id,
      kind: row.kind,
      rateKey: row.rate_key,
      message: row.message,
      attempts: row.attempts,
      createdAtMs: row.created_at.getTime(),
      mayBeRepeat: row.may_be_repeat,
    }))
  })
}
