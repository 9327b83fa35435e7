import "server-only"
import { authorise } from "#lib/access/can.ts"
import { requireUser } from "#lib/access/require-user.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { contactPointKinds } from "#lib/contact-point/kinds.ts"
import type { Message } from "#lib/contact-point/message.ts"
import { pool } from "#lib/db/pool.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import { type InboxItem, type InboxSeen, type InboxUnread, MOST_UNREAD } from "./schema.ts"

const insideKinds = () => contactPointKinds.filter((kind) => kind.inside).map((kind) => kind.name)

/** Up to when the person $1 has looked. */
const SEEN = `coalesce((select seen_at from inbox_seen where user_id = $1), (select created_at from "user" where id = $1))`

interface Row {
  id: string
  at: Date
  contact_point: string
  message: Message
}

/** Messages of the contact points that deliver inside, newest first; `search` looks into the message. */
export async function listInbox(viewer: Viewer, { limit, cursor, search }: ListQuery): Promise<ListAnswer<InboxItem>> {
  authorise(viewer, "inbox:read")
  const { rows } = await pool.query<Row>(
    `select id, coalesce(delivered_at, created_at) as at, contact_point, message from delivery
     where kind = any($1) and state = 'delivered' and ($2::text is null or position(lower($2) in lower(message::text)) > 0)
       and ($3::text is null or id < $3)
     order by id desc limit $4`,
    [insideKinds(), search ?? null, cursor ?? null, limit + 1],
  )
  const page = pageOf(rows, limit, (row) => row.id)
  return {
    ...page,
    items: page.items.map(({ id, at, contact_point, message }) => ({ id, at: at.toISOString(), contactPoint: contact_point, message })),
  }
}

/** How many messages have arrived since one last looked at the Inbox, at most `MOST_UNREAD`. @throws AppError forbidden for who is no person */
export async function countUnread(viewer: Viewer): Promise<InboxUnread> {
  authorise(viewer, "inbox:read")
  const { rows } = await pool.query<InboxUnread>(
    `select count(*)::int as count from (
       select from delivery where kind = any($2) and state = 'delivered' and delivered_at > ${SEEN} limit $3
     ) unread`,
    [requireUser(viewer).id, insideKinds(), MOST_UNREAD],
  )
  return rows[0] ?? { count: 0 }
}

/** One has looked at what had arrived `at` a time; looking at older pages later takes nothing back. @throws as `countUnread` */
export async function markSeen(viewer: Viewer, at: string): Promise<InboxSeen> {
  authorise(viewer, "inbox:read")
  const { rows } = await pool.query<{ before: Date }>(
    `insert into inbox_seen (user_id, seen_at) values ($1, least($2, clock_timestamp()))
     on conflict (user_id) do update set seen_at = greatest(inbox_seen.seen_at, excluded.seen_at)
     returning ${SEEN} as before`,
    [requireUser(viewer).id, at],
  )
  return { before: rows[0]!.before.toISOString() }
}
