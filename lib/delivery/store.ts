import "server-only"
import { z } from "zod"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { problemText } from "#lib/alert-rule/problem.ts"
import { audit } from "#lib/audit/store.ts"
import type { Message } from "#lib/contact-point/message.ts"
import { readContactPoints } from "#lib/contact-point/read.ts"
import { pool } from "#lib/db/pool.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, ListQuery, pageOf } from "#lib/http/list.ts"
import type { Language } from "#lib/language/language.ts"
import { translator } from "#lib/language/translate.ts"
import { insertDeliveries } from "./outbox.ts"
import { type AttemptOutcome, type Delivery, type DeliveryState, deliveryStates } from "./schema.ts"

export const DeliveryListQuery = ListQuery.extend({
  state: z.enum(deliveryStates).optional(),
  contactPointId: z.string().max(64).optional(),
  /** Deliveries that tell of this alert. */
  instanceId: z.string().max(64).optional(),
})

interface Row {
  id: string
  contact_point_id: string | null
  contact_point: string
  kind: string
  state: DeliveryState
  next_try_at: Date
  created_at: Date
  delivered_at: Date | null
  may_be_repeat: boolean
  message: Message
}
interface AttemptRow {
  delivery_id: string
  number: number
  started_at: Date
  duration_ms: number | null
  outcome: AttemptOutcome
  reason: string | null
  response: string | null
  next_try_at: Date | null
}

/** Newest first, with every attempt; `search` looks into contact point and message. */
export async function listDeliveries(
  viewer: Viewer,
  query: z.output<typeof DeliveryListQuery>,
  language: Language,
): Promise<ListAnswer<Delivery>> {
  authorise(viewer, "delivery:read")
  // Every alert of a message carries its incident's link: that names the instance.
  const incident = query.instanceId ? `/i/${query.instanceId}"` : null
  const { rows } = await pool.query<Row>(
    `select * from delivery where ($1::text is null or state = $1) and ($2::text is null or contact_point_id = $2)
     and ($3::text is null or position($3 in message::text) > 0)
     and ($4::text is null or position(lower($4) in lower(contact_point || ' ' || message::text)) > 0)
     and ($5::text is null or id < $5) order by id desc limit $6`,
    [query.state ?? null, query.contactPointId ?? null, incident, query.search ?? null, query.cursor ?? null, query.limit + 1],
  )
  const page = pageOf(rows, query.limit, (row) => row.id)
  const attempts = await readAttempts(page.items.map((row) => row.id))
  return { ...page, items: page.items.map((row) => fromRow(row, attempts.get(row.id) ?? [], language)) }
}

async function readAttempts(ids: string[]): Promise<Map<string, AttemptRow[]>> {
  const { rows } = await pool.query<AttemptRow>("select * from delivery_attempt where delivery_id = any($1) order by id", [ids])
  return Map.groupBy(rows, (row) => row.delivery_id)
}

/**
 * Sends a message that has ended once more, as a delivery of its own that says it may be a repeat.
 * @throws {AppError} not_found, conflict while it is still being tried
 */
export async function resendDelivery(viewer: Viewer, id: string, language: Language): Promise<Delivery> {
  authorise(viewer, "delivery:resend")
  const { rows } = await pool.query<Row & { key: string; now: Date }>("select *, clock_timestamp() as now from delivery where id = $1", [
    id,
  ])
  const row = rows[0]
  if (!row) throw new AppError("not_found", "deliveryNotFound", { id: id.slice(0, 64) }, { safeForViewer: true })
  if (row.state === "pending" || row.state === "sending") throw new AppError("conflict", "deliveryNotFinished", {}, { safeForViewer: true })
  const point = (await readContactPoints(pool, [row.contact_point_id ?? ""])).get(row.contact_point_id ?? "")
  if (!point) throw new AppError("conflict", "contactPointGone", {}, { safeForViewer: true })
  const key = `${row.key}:again:${row.now.getTime()}`
  await insertDeliveries(pool, [{ key, point, message: row.message, createdAtMs: row.now.getTime() }])
  const { rows: made } = await pool.query<Row>("update delivery set may_be_repeat = $2 where key = $1 returning *", [
    key,
    row.state === "delivered",
  ])
  await audit(viewer, "delivery.resend", { kind: "delivery", id })
  return fromRow(made[0]!, [], language)
}

function fromRow(row: Row, attempts: AttemptRow[], language: Language): Delivery {
  const translate = translator(language)
  return {
    id: row.id,
    contactPointId: row.contact_point_id ?? undefined,
    contactPoint: row.contact_point,
    kind: row.kind,
    state: row.state,
    attempts: attempts.map((attempt) => ({
      number: attempt.number,
      startedAt: attempt.started_at.toISOString(),
      durationMs: attempt.duration_ms ?? undefined,
      outcome: attempt.outcome,
      reason: attempt.reason ? problemText(attempt.reason, translate) : undefined,
      response: attempt.response ?? undefined,
      nextTryAt: attempt.next_try_at?.toISOString(),
    })),
    nextTryAt: row.state === "pending" ? row.next_try_at.toISOString() : undefined,
    createdAt: row.created_at.toISOString(),
    deliveredAt: row.delivered_at?.toISOString(),
    mayBeRepeat: row.may_be_repeat,
    message: row.message,
  }
}
