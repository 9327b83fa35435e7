import "server-only"
import type { Pool } from "pg"
import type { SendResult } from "#lib/contact-point/kind.ts"
import type { Message } from "#lib/contact-point/message.ts"
import { reasonOf } from "#lib/contact-point/outcome.ts"
import { type ContactPointRow, openContactPoint, readContactPoints } from "#lib/contact-point/read.ts"
import { type Transaction, transaction } from "#lib/db/pool.ts"
import { AppError } from "#lib/http/errors.ts"
import { guardedFetch } from "#lib/http/guarded-fetch.ts"
import { log } from "#lib/log.ts"
import { metrics } from "#lib/metrics.ts"
import { nextTry } from "./backoff.ts"
import type { ClaimedDelivery } from "./claim.ts"

/** Shorter than the lease: a request that hangs ends before another worker may take the message. */
export const SEND_DEADLINE_MS = 25_000
export const DELIVERY_LEASE_MS = 35_000
/** Messages that a quiet chat takes without a pause. */
const BURST = 3
/** After which a message that breaks our own code is given up. */
const MAX_FAULTS = 3

/** One try: sends, then closes the attempt and plans the next one or the end. Never throws for what the vendor or the message does. */
export async function sendClaimed(pool: Pool, claimed: ClaimedDelivery, signal: AbortSignal): Promise<void> {
  const started = performance.now()
  const points = await readContactPoints(pool, claimed.contactPointId ? [claimed.contactPointId] : [])
  const point = points.get(claimed.contactPointId ?? "")
  const message: Message = { ...claimed.message, mayBeRepeat: claimed.mayBeRepeat }
  const result = point ? await sendThrough(point, message, claimed, signal) : gone
  const tried: Tried = { claimed, result, minIntervalMs: intervalOf(point), durationMs: Math.round(performance.now() - started) }
  await transaction(pool, (client) => close(client, tried))
  metrics.deliveries.inc({ kind: claimed.kind, outcome: outcomeOf(result) })
  if (result.ok) metrics.deliverySeconds.observe({ kind: claimed.kind }, (Date.now() - claimed.createdAtMs) / 1000)
  else
    log.warn(
      { delivery: claimed.id, contactPoint: claimed.contactPointId, attempt: claimed.attempts, reason: result.reason },
      "a message was not delivered",
    )
}

const gone: SendResult = { ok: false, retry: false, reason: JSON.stringify({ key: "contactPointGone", params: {} }) }

function intervalOf(point: ContactPointRow | undefined): number {
  try {
    return point ? openContactPoint(point).kind.minIntervalMs : 0
  } catch {
    return 0
  }
}

/** Sends now, outside of the outbox too (the "send a test" button). */
export async function sendThrough(
  point: Pick<ContactPointRow, "id" | "kind" | "settings">,
  message: Message,
  { id, attempts }: Pick<ClaimedDelivery, "id" | "attempts">,
  signal: AbortSignal,
): Promise<SendResult> {
  try {
    const { kind, settings } = openContactPoint(point)
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(SEND_DEADLINE_MS)])
    return await kind.send(settings, message, {
      fetch: guardedFetch("chat", { totalMs: SEND_DEADLINE_MS }),
      signal: deadline,
      deliveryId: id,
    })
  } catch (error) {
    if (error instanceof AppError) return { ok: false, retry: error.code === "unavailable", reason: reasonOf(error) }
    if (signal.aborted || isTimeout(error)) return { ok: false, retry: true, reason: "timeout", unknownOutcome: true }
    log.error({ err: error, delivery: id }, "a message could not be made")
    return { ok: false, retry: attempts < MAX_FAULTS, reason: reasonOf(error) }
  }
}

const isTimeout = (error: unknown) => error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")

const outcomeOf = (result: SendResult) => (result.ok ? "accepted" : result.unknownOutcome ? "unknown" : "refused")

interface Tried {
  claimed: ClaimedDelivery
  result: SendResult
  minIntervalMs: number
  durationMs: number
}

async function close(client: Transaction, { claimed, result, minIntervalMs, durationMs }: Tried): Promise<void> {
  const { rows } = await client.query<{ now: Date }>("select clock_timestamp() as now")
  const nowMs = rows[0]!.now.getTime()
  const { id, attempts, createdAtMs } = claimed
  const nextMs = result.ok ? null : nextTry({ id, attempts, createdAtMs, nowMs, retry: result.retry, afterMs: result.afterMs })
  const state = result.ok ? "delivered" : nextMs === null ? "failed" : "pending"
  // A stale fence: another worker has the message. What the vendor said is still true and stays in the log.
  await client.query(
    `update delivery_attempt set outcome = $3, reason = $4, response = $5, duration_ms = $6, next_try_at = $7
     where delivery_id = $1 and number = $2`,
    [
      id,
      attempts,
      outcomeOf(result),
      result.ok ? null : result.reason.slice(0, 2000),
      result.response?.slice(0, 2000) ?? null,
      durationMs,
      date(nextMs),
    ],
  )
  await client.query(
    `update delivery set state = $3, lease_owner = null, lease_until = null, next_try_at = coalesce($4, next_try_at),
       reference = coalesce($5, reference), delivered_at = case when $3 = 'delivered' then clock_timestamp() end,
       may_be_repeat = may_be_repeat or $6
     where id = $1 and fence = $2`,
    [id, claimed.fence, state, date(nextMs), result.ok ? (result.reference ?? null) : null, !result.ok && result.unknownOutcome === true],
  )
  await pace(client, claimed.rateKey, { nowMs, minIntervalMs, pauseMs: result.ok ? 0 : (result.afterMs ?? 0) })
  await tellContactPoint(client, claimed.contactPointId, result)
}

/** A chat that was quiet takes a few messages at once, then one an interval; the vendor's Retry-After stops it altogether. */
async function pace(client: Transaction, rateKey: string, wait: { nowMs: number; minIntervalMs: number; pauseMs: number }): Promise<void> {
  const { nowMs, minIntervalMs, pauseMs } = wait
  await client.query(
    `insert into delivery_rate (rate_key, free_at) values ($1, greatest($2::timestamptz + $4 * interval '1 millisecond', $3))
     on conflict (rate_key) do update set free_at = greatest(greatest(delivery_rate.free_at, $2) + $4 * interval '1 millisecond', $3)`,
    [rateKey, new Date(nowMs - (BURST - 1) * minIntervalMs), new Date(pauseMs > 0 ? nowMs + pauseMs : 0), minIntervalMs],
  )
}

/** The vendor's word about the contact point itself: broken, fine again, or reached under another address from now on. */
async function tellContactPoint(client: Transaction, id: string | null, result: SendResult): Promise<void> {
  if (result.settingsPatch) {
    await client.query("update contact_point set settings = settings || $2::jsonb where id = $1", [
      id,
      JSON.stringify(result.settingsPatch),
    ])
  }
  if (result.ok)
    await client.query("update contact_point set broken_at = null, broken_reason = null where id = $1 and broken_at is not null", [id])
  else if (result.broken) {
    await client.query("update contact_point set broken_at = coalesce(broken_at, clock_timestamp()), broken_reason = $2 where id = $1", [
      id,
      result.reason.slice(0, 500),
    ])
  }
}

const date = (ms: number | null) => (ms === null ? null : new Date(ms))
