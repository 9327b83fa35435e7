import "server-only"
import { randomUUID } from "node:crypto"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { audit } from "#lib/audit/store.ts"
import { pool } from "#lib/db/pool.ts"
import { checkSecretsStay } from "#lib/datasource/moved-secrets.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import { parseInput } from "#lib/http/parse.ts"
import type { Language } from "#lib/language/language.ts"
import { maskSettings, mergeSettings, openSettings, sealSettings } from "#lib/secret.ts"
import { isTimezone } from "#lib/time/zone.ts"
import { contactPointKind, contactPointKinds } from "./kinds.ts"
import { contactPointAad } from "./read.ts"
import type { ContactPoint, ContactPointInput, ContactPointKindDescription, ContactPointPatch } from "./schema.ts"

interface Row {
  id: string
  name: string
  kind: string
  settings: unknown
  language: ContactPoint["language"]
  timezone: string
  send_resolved: boolean
  broken_at: Date | null
  broken_reason: string | null
  created_at: Date
  updated_at: Date
}

/** The kinds with their settings as JSON Schema. */
export function listContactPointKinds(viewer: Viewer): { items: ContactPointKindDescription[] } {
  authorise(viewer, "contact-point:read")
  return { items: contactPointKinds.map((kind) => kind.describe()) }
}

/** By name; secrets are masked. */
export async function listContactPoints(viewer: Viewer, { limit, cursor, search }: ListQuery): Promise<ListAnswer<ContactPoint>> {
  authorise(viewer, "contact-point:read")
  const { rows } = await pool.query<Row>(
    `select * from contact_point where ($1::text is null or name > $1) and ($2::text is null or position(lower($2) in lower(name || ' ' || kind)) > 0)
     order by name limit $3`,
    [cursor ?? null, search ?? null, limit + 1],
  )
  const page = pageOf(rows, limit, (row) => row.name)
  return { ...page, items: page.items.map(fromRow) }
}

/** @throws {AppError} not_found */
export async function getContactPoint(viewer: Viewer, id: string): Promise<ContactPoint> {
  authorise(viewer, "contact-point:read")
  return fromRow(await readRow(id))
}

async function readRow(id: string): Promise<Row> {
  const { rows } = await pool.query<Row>("select * from contact_point where id = $1", [id])
  if (!rows[0]) throw new AppError("not_found", "contactPointNotFound", { id: id.slice(0, 64) }, { safeForViewer: true })
  return rows[0]
}

/** @throws {AppError} bad_request for settings that the kind refuses, conflict for a name or id that is taken */
export async function createContactPoint(viewer: Viewer, input: ContactPointInput, language?: Language): Promise<ContactPoint> {
  authorise(viewer, "contact-point:write")
  checkZone(input.timezone)
  const id = input.id ?? randomUUID()
  const settings = sealed({ id, kind: input.kind, incoming: input.settings, language })
  const { rows } = await pool.query<Row>(
    `insert into contact_point (id, name, kind, settings, language, timezone, send_resolved, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp()) on conflict do nothing returning *`,
    [id, input.name, input.kind, settings, input.language, input.timezone, input.sendResolved],
  )
  if (!rows[0]) throw nameTaken(input.name)
  const made = fromRow(rows[0])
  await audit(viewer, "contact-point.create", { kind: "contact-point", id }, { after: made })
  return made
}

/** Changes what is given; a secret that comes back masked stays. A contact point that was broken gets a new chance. */
export async function updateContactPoint(viewer: Viewer, id: string, patch: ContactPointPatch, language?: Language): Promise<ContactPoint> {
  authorise(viewer, "contact-point:write")
  if (patch.timezone !== undefined) checkZone(patch.timezone)
  const before = await readRow(id)
  const settings = patch.settings && sealed({ id, kind: before.kind, incoming: patch.settings, stored: before.settings, language })
  const { rows } = await pool
    .query<Row>(
      `update contact_point set name = coalesce($2, name), settings = coalesce($3, settings), language = coalesce($4, language),
         timezone = coalesce($5, timezone), send_resolved = coalesce($6, send_resolved), broken_at = null, broken_reason = null,
         updated_at = clock_timestamp() where id = $1 returning *`,
      [id, patch.name ?? null, settings ?? null, patch.language ?? null, patch.timezone ?? null, patch.sendResolved ?? null],
    )
    .catch((error: unknown) => {
      throw isUnique(error) ? nameTaken(patch.name ?? "") : error
    })
  const after = fromRow(rows[0]!)
  await audit(viewer, "contact-point.update", { kind: "contact-point", id }, { before: fromRow(before), after })
  return after
}

/** @throws {AppError} conflict while the notification policy sends to it */
export async function deleteContactPoint(viewer: Viewer, id: string): Promise<void> {
  authorise(viewer, "contact-point:write")
  const before = await readRow(id)
  const { rowCount } = await pool.query(
    `delete from contact_point c where id = $1
     and not exists (select 1 from notification_policy p where jsonb_path_exists(p.document, '$.**.contactPointId ? (@ == $id)', jsonb_build_object('id', c.id)))`,
    [id],
  )
  if (rowCount === 0) throw new AppError("conflict", "contactPointInUse", {}, { safeForViewer: true })
  await audit(viewer, "contact-point.delete", { kind: "contact-point", id }, { before: fromRow(before) })
}

interface Sealed {
  id: string
  kind: string
  incoming: unknown
  stored?: unknown
  language?: Language
}

function sealed({ id, kind: kindName, incoming, stored, language }: Sealed): unknown {
  const kind = contactPointKind(kindName)
  const aad = contactPointAad(id)
  // A stored token only goes to the server that it was entered for.
  if (stored !== undefined) checkSecretsStay(kind.settings, addressOf(incoming), addressOf(stored))
  const merged = mergeSettings(kind.settings, incoming, stored === undefined ? undefined : openSettings(kind.settings, stored, aad))
  return sealSettings(kind.settings, parseInput(kind.settings, merged, language, "settings"), aad)
}

const addressOf = (settings: unknown) => ({
  ...(settings as object | undefined),
  url: (settings as { apiUrl?: unknown } | undefined)?.apiUrl,
})

function checkZone(timezone: string): void {
  if (!isTimezone(timezone)) throw new AppError("bad_request", "timezoneUnknown", { timezone }, { safeForViewer: true })
}

const isUnique = (error: unknown) => (error as { code?: string }).code === "23505"
const nameTaken = (name: string) => new AppError("conflict", "contactPointNameTaken", { name }, { safeForViewer: true })

function fromRow(row: Row): ContactPoint {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    settings: maskSettings(contactPointKind(row.kind).settings, row.settings) as Record<string, unknown>,
    language: row.language,
    timezone: row.timezone,
    sendResolved: row.send_resolved,
    brokenAt: row.broken_at?.toISOString(),
    brokenReason: row.broken_reason ?? undefined,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
