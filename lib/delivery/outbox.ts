import "server-only"
import { randomBytes } from "node:crypto"
import type { Message } from "#lib/contact-point/message.ts"
import { type ContactPointRow, rateKeyOf } from "#lib/contact-point/read.ts"
import type { Transaction } from "#lib/db/pool.ts"

export interface NewDelivery {
  /** Deciding twice writes once. */
  key: string
  point: ContactPointRow
  message: Message
  createdAtMs: number
}

let counter = 0

/** Ids sort by the time they were made: messages of one chat keep the order in which they were decided. */
export function deliveryId(nowMs: number): string {
  counter = (counter + 1) % 36 ** 4
  return nowMs.toString(36).padStart(9, "0") + counter.toString(36).padStart(4, "0") + randomBytes(6).toString("hex")
}

/** Writes messages to the outbox, to be sent at once. */
export async function insertDeliveries(client: Pick<Transaction, "query">, deliveries: NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return
  const records = deliveries.map(({ key, point, message, createdAtMs }) => ({
    id: deliveryId(createdAtMs),
    key,
    contact_point_id: point.id,
    contact_point: point.name,
    kind: point.kind,
    rate_key: rateKeyOf(point),
    message,
    next_try_at: new Date(createdAtMs).toISOString(),
    created_at: new Date(createdAtMs).toISOString(),
  }))
  await client.query(
    `insert into delivery (id, key, contact_point_id, contact_point, kind, rate_key, message, next_try_at, created_at)
     select * from jsonb_to_recordset($1::jsonb) as x(id text, key text, contact_point_id text, contact_point text, kind text,
       rate_key text, message jsonb, next_try_at timestamptz, created_at timestamptz)
     on conflict (key) do nothing`,
    [JSON.stringify(records)],
  )
}
