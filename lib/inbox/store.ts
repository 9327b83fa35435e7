import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { contactPointKinds } from "#lib/contact-point/kinds.ts"
import type { Message } from "#lib/contact-point/message.ts"
import { pool } from "#lib/db/pool.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import type { InboxItem } from "./schema.ts"

interface Row {
  id: string
  at: Date
  contact_point: string
  message: Message
}

/** Messages of the contact points that deliver inside, newest first; `search` looks into the message. */
export async function listInbox(viewer: Viewer, { limit, cursor, search }: ListQuery): Promise<ListAnswer<InboxItem>> {
  authorise(viewer, "inbox:read")
  const kinds = contactPointKinds.filter((kind) => kind.inside).map((kind) => kind.name)
  const { rows } = await pool.query<Row>(
    `select id, coalesce(delivered_at, created_at) as at, contact_point, message from delivery
     where kind = any($1) and state = 'delivered' and ($2::text is null or position(lower($2) in lower(message::text)) > 0)
       and ($3::text is null or id < $3)
     order by id desc limit $4`,
    [kinds, search ?? null, cursor ?? null, limit + 1],
  )
  const page = pageOf(rows, limit, (row) => row.id)
  return {
    ...page,
    items: page.items.map(({ id, at, contact_point, message }) => ({ id, at: at.toISOString(), contactPoint: contact_point, message })),
  }
}
