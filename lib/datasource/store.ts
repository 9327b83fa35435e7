import "server-only"
import { randomUUID } from "node:crypto"
import { authorise, can } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { audit } from "#lib/audit/store.ts"
import { type Datasource as Row, Prisma } from "#lib/db/generated/client.ts"
import { prisma } from "#lib/db/prisma.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import { parseInput } from "#lib/http/parse.ts"
import type { UpstreamSettings } from "#lib/http/upstream.ts"
import type { Language } from "#lib/language/language.ts"
import { maskSettings, mergeSettings, openSettings, sealSettings } from "#lib/secret.ts"
import type { DatasourceKind } from "./kind.ts"
import { datasourceKind } from "./kinds.ts"
import { checkSecretsStay } from "./moved-secrets.ts"
import type { DatasourceInput, DatasourcePatch, DatasourceTrial, DatasourceView } from "./schema.ts"
import { usersOf } from "./users-of.ts"

export interface OpenDatasource {
  id: string
  name: string
  kind: DatasourceKind
  /** Open: secrets are in the clear. Never leaves the server. */
  settings: UpstreamSettings
  /** Changes with every edit. */
  revision: string
}

const place = (id: string) => `datasource:settings:${id}`
const missing = () => new AppError("not_found", "datasourceMissing", {}, { safeForViewer: true })

const OPENED_MS = 1000
const MAX_OPENED = 1000
const opened = new Map<string, { until: number; datasource: Promise<OpenDatasource> }>()

/**
 * A datasource ready to be asked, for `lib/query` only. Kept for a second, so that a dashboard's panels read and open it once.
 * @throws {AppError} `not_found`, `unavailable` when its secrets can't be opened
 */
export function openDatasource(id: string): Promise<OpenDatasource> {
  const now = performance.now()
  const kept = opened.get(id)
  if (kept && kept.until > now) return kept.datasource
  if (opened.size >= MAX_OPENED) opened.clear()
  const datasource = openRow(id)
  opened.set(id, { until: now + OPENED_MS, datasource })
  datasource.catch(() => opened.delete(id))
  return datasource
}

async function openRow(id: string): Promise<OpenDatasource> {
  const row = await prisma.datasource.findUnique({ where: { id } })
  if (!row) throw missing()
  const kind = datasourceKind(row.kind)
  const settings = openSettings(kind.settings, row.settings, place(id)) as UpstreamSettings
  return { id, name: row.name, kind, settings, revision: row.updatedAt.toISOString() }
}

/** By name. Settings, with their secrets masked, are shown to those who may change them. */
export async function listDatasources(
  viewer: Viewer,
  list: Pick<ListQuery, "limit" | "cursor" | "search">,
): Promise<ListAnswer<DatasourceView>> {
  authorise(viewer, "datasource:read")
  const rows = await prisma.datasource.findMany({
    where: {
      ...(list.search ? { name: { contains: list.search, mode: "insensitive" } } : {}),
      ...(list.cursor ? { name: { gt: list.cursor, ...(list.search ? { contains: list.search, mode: "insensitive" } : {}) } } : {}),
    },
    orderBy: { name: "asc" },
    take: list.limit + 1,
  })
  const page = pageOf(rows, list.limit, (row) => row.name)
  return { ...page, items: page.items.map((row) => viewOf(viewer, row)) }
}

/** @throws {AppError} `not_found` */
export async function getDatasource(viewer: Viewer, id: string): Promise<DatasourceView> {
  authorise(viewer, "datasource:read")
  return viewOf(viewer, await rowOf(id))
}

async function rowOf(id: string): Promise<Row> {
  const row = await prisma.datasource.findUnique({ where: { id } })
  if (!row) throw missing()
  return row
}

function viewOf(viewer: Viewer, row: Row): DatasourceView {
  const { id, name, kind, isDefault } = row
  const settings = can(viewer, "datasource:write")
    ? { settings: maskSettings(datasourceKind(kind).settings, row.settings) as Record<string, unknown> }
    : {}
  return { id, name, kind, isDefault, ...settings, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }
}

/** @throws {AppError} `bad_request` with `fields`, `conflict` for a name or id that is taken */
export async function createDatasource(viewer: Viewer, input: DatasourceInput, language: Language): Promise<DatasourceView> {
  authorise(viewer, "datasource:write")
  const { id = randomUUID(), name, isDefault } = input
  const kind = datasourceKind(input.kind)
  const settings = checked(kind, mergeSettings(kind.settings, input.settings, undefined), language)
  const data = { id, name, kind: kind.name, isDefault: isDefault ?? false, settings: sealed(kind, settings, id) }
  const row = await saving({ name, id }, async () =>
    prisma.$transaction(async (db) => {
      if (isDefault) await db.datasource.updateMany({ data: { isDefault: false } })
      const made = await db.datasource.create({ data })
      await audit(
        viewer,
        "datasource.create",
        { kind: "datasource", id },
        { after: { name, kind: kind.name, settings: maskSettings(kind.settings, settings) } },
        db,
      )
      return made
    }),
  )
  return viewOf(viewer, row)
}

/**
 * Changes what is given; `settings` replaces all of them, except that masked secrets keep their stored value.
 * @throws {AppError} `bad_request` (also when a stored secret would go to another server), `not_found`, `conflict`
 */
export async function updateDatasource(viewer: Viewer, id: string, patch: DatasourcePatch, language: Language): Promise<DatasourceView> {
  authorise(viewer, "datasource:write")
  const before = await rowOf(id)
  const kind = datasourceKind(before.kind)
  const { name, isDefault } = patch
  const settings = patch.settings === undefined ? undefined : merged(kind, before, patch.settings, language)
  const data = { name, isDefault, settings: settings === undefined ? undefined : sealed(kind, settings, id) }
  const row = await saving({ name: name ?? before.name, id }, async () =>
    prisma.$transaction(async (db) => {
      if (isDefault) await db.datasource.updateMany({ where: { id: { not: id } }, data: { isDefault: false } })
      const made = await db.datasource.update({ where: { id }, data })
      const change = { before: auditOf(kind, before), after: auditOf(kind, made) }
      await audit(viewer, "datasource.update", { kind: "datasource", id }, change, db)
      return made
    }),
  )
  opened.delete(id)
  return viewOf(viewer, row)
}

/** @throws {AppError} `conflict` naming what still uses it, `not_found` */
export async function deleteDatasource(viewer: Viewer, id: string): Promise<void> {
  authorise(viewer, "datasource:write")
  const row = await rowOf(id)
  const users = await usersOf(id)
  if (users.length > 0) throw new AppError("conflict", "datasourceInUse", { users: users.join(", ") }, { safeForViewer: true })
  await prisma.$transaction(async (db) => {
    await db.datasource.delete({ where: { id } })
    await audit(viewer, "datasource.delete", { kind: "datasource", id }, { before: auditOf(datasourceKind(row.kind), row) }, db)
  })
  opened.delete(id)
}

/** Settings that are not saved, completed by the stored secrets of the datasource they are an edit of. */
export async function trialDatasource(
  viewer: Viewer,
  { id, kind: name, settings }: DatasourceTrial,
  language: Language,
): Promise<Pick<OpenDatasource, "kind" | "settings">> {
  authorise(viewer, "datasource:write")
  const kind = datasourceKind(name)
  const row = id === undefined ? undefined : await prisma.datasource.findUnique({ where: { id } })
  const whole =
    row?.kind === name ? merged(kind, row, settings, language) : checked(kind, mergeSettings(kind.settings, settings, undefined), language)
  return { kind, settings: whole as UpstreamSettings }
}

function merged(kind: DatasourceKind, row: Row, incoming: Record<string, unknown>, language: Language): unknown {
  const stored = openSettings(kind.settings, row.settings, place(row.id))
  checkSecretsStay(kind.settings, incoming, stored)
  return checked(kind, mergeSettings(kind.settings, incoming, stored), language)
}

/** Field errors are told under `settings.…`, where the form has them. */
const checked = (kind: DatasourceKind, settings: unknown, language: Language): unknown =>
  parseInput(kind.settings, settings, language, "settings")

function sealed(kind: DatasourceKind, settings: unknown, id: string): Prisma.InputJsonValue {
  return sealSettings(kind.settings, settings, place(id)) as Prisma.InputJsonValue
}

function auditOf(kind: DatasourceKind, row: Row) {
  return { name: row.name, kind: row.kind, isDefault: row.isDefault, settings: maskSettings(kind.settings, row.settings) }
}

async function saving<T>({ name, id }: { name: string; id: string }, save: () => Promise<T>): Promise<T> {
  try {
    return await save()
  } catch (cause) {
    const taken = cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === "P2002"
    if (!taken) throw cause
    const byName = await prisma.datasource.findFirst({ where: { name, id: { not: id } }, select: { id: true } })
    throw new AppError("conflict", byName ? "datasourceNameTaken" : "datasourceIdTaken", { name, id }, { safeForViewer: true, cause })
  }
}
