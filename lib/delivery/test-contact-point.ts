import "server-only"
import { randomUUID } from "node:crypto"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { problemText } from "#lib/alert-rule/problem.ts"
import { contactPointKind } from "#lib/contact-point/kinds.ts"
import type { Message, MessageAlert } from "#lib/contact-point/message.ts"
import { readContactPoints } from "#lib/contact-point/read.ts"
import { sampleMessage } from "#lib/contact-point/sample.ts"
import type { ContactPointTest } from "#lib/contact-point/schema.ts"
import { pool } from "#lib/db/pool.ts"
import { env } from "#lib/env.ts"
import { AppError } from "#lib/http/errors.ts"
import type { Language } from "#lib/language/language.ts"
import { translator } from "#lib/language/translate.ts"
import { insertDeliveries } from "./outbox.ts"
import { sendThrough } from "./send.ts"

/**
 * Sends the newest real alert, or a sample, the same way as every message goes, and answers what the vendor said.
 * @throws {AppError} not_found
 */
export async function testContactPoint(
  viewer: Viewer,
  id: string,
  context: { language: Language; signal: AbortSignal },
): Promise<ContactPointTest> {
  authorise(viewer, "contact-point:write")
  const point = (await readContactPoints(pool, [id])).get(id)
  if (!point) throw new AppError("not_found", "contactPointNotFound", { id: id.slice(0, 64) }, { safeForViewer: true })
  const { language, timezone } = point
  const message = sampleMessage({ language, timezone, nowMs: Date.now(), publicUrl: env().publicUrl, alert: await newestAlert() })
  const started = performance.now()
  if (contactPointKind(point.kind).inside) {
    await insertDeliveries(pool, [{ key: `test:${randomUUID()}`, point, message, createdAtMs: Date.now() }])
    return { ok: true, latencyMs: Math.round(performance.now() - started) }
  }
  const result = await sendThrough(point, message, { id: randomUUID(), attempts: 1 }, context.signal)
  const latencyMs = Math.round(performance.now() - started)
  if (result.settingsPatch) {
    await pool.query("update contact_point set settings = settings || $2::jsonb where id = $1", [id, JSON.stringify(result.settingsPatch)])
  }
  if (!result.ok) return { ok: false, reason: problemText(result.reason, translator(context.language)), latencyMs }
  await pool.query("update contact_point set broken_at = null, broken_reason = null where id = $1", [id])
  return { ok: true, latencyMs }
}

async function newestAlert(): Promise<MessageAlert | undefined> {
  const { rows } = await pool.query<{ message: Message }>("select message from delivery order by created_at desc limit 1")
  return rows[0]?.message.alerts[0]
}
