import "server-only"
import type { Transaction } from "#lib/db/pool.ts"
import type { Language } from "#lib/language/language.ts"
import { log } from "#lib/log.ts"
import { openSettings } from "#lib/secret.ts"
import { contactPointKind } from "./kinds.ts"

/** A contact point as the worker needs it; settings are still sealed. */
export interface ContactPointRow {
  id: string
  name: string
  kind: string
  settings: unknown
  language: Language
  timezone: string
  sendResolved: boolean
}

export const contactPointAad = (id: string) => `contact_point:settings:${id}`

/** By id; the ones that are gone are absent. */
export async function readContactPoints(client: Pick<Transaction, "query">, ids: string[]): Promise<Map<string, ContactPointRow>> {
  const { rows } = await client.query<ContactPointRow>(
    `select id, name, kind, settings, language, timezone, send_resolved as "sendResolved" from contact_point where id = any($1)`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The kind and the open settings. @throws {AppError} when the kind is unknown or a secret can't be opened */
export function openContactPoint(point: Pick<ContactPointRow, "id" | "kind" | "settings">) {
  const kind = contactPointKind(point.kind)
  return { kind, settings: openSettings(kind.settings, point.settings, contactPointAad(point.id)) }
}

/** Which messages share a rate limit. A contact point that can't be opened is a chat of its own: others must not wait for it. */
export function rateKeyOf(point: ContactPointRow): string {
  try {
    const { kind, settings } = openContactPoint(point)
    return kind.rateKey(settings)
  } catch (error) {
    log.warn({ err: error, contactPoint: point.id }, "a contact point's settings can't be read")
    return `broken:${point.id}`
  }
}
