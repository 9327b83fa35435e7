import "server-only"
import { randomUUID } from "node:crypto"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { audit } from "#lib/audit/store.ts"
import { type Dashboard as DashboardRow, Prisma } from "#lib/db/generated/client.ts"
import { pool } from "#lib/db/pool.ts"
import { prisma } from "#lib/db/prisma.ts"
import { AppError } from "#lib/http/errors.ts"
import { checkDocument } from "./check.ts"
import { type Dashboard, type DashboardDocument, DashboardInput } from "./schema.ts"

/** How many versions of a dashboard are kept. */
const KEPT_VERSIONS = 100

type StoredRow = Pick<DashboardRow, "id" | "document" | "version" | "createdAt" | "updatedAt" | "updatedBy">

/** In SQL: each read of panels begins with it, and the client's own way costs as much again as the database. */
const FIND = `select id, document, version, created_at as "createdAt", updated_at as "updatedAt", updated_by as "updatedBy"
  from dashboard where id = $1`

/**
 * The whole document; what of it may leave is decided by `dashboardFor`.
 * @throws {AppError} not_found
 */
export async function getDashboard(viewer: Viewer, id: string): Promise<Dashboard> {
  authorise(viewer, "dashboard:read", { dashboardId: id })
  const { rows } = await pool.query<StoredRow>(FIND, [id])
  const [row] = rows
  if (!row) throw noSuchDashboard(id)
  return fromRow(row)
}

/** @throws {AppError} bad_request for a document that contradicts itself, conflict when the id is taken */
export async function createDashboard(viewer: Viewer, input: DashboardDocument): Promise<Dashboard> {
  authorise(viewer, "dashboard:write")
  checkDocument(input, Date.now())
  const { id = randomUUID(), ...document } = input
  const by = authorOf(viewer)
  try {
    return await prisma.$transaction(async (db) => {
      const row = await db.dashboard.create({ data: { id, ...columns(document), updatedBy: by } })
      await db.dashboardVersion.create({ data: { dashboardId: id, version: 1, document: json(document), createdBy: by } })
      await audit(viewer, "dashboard.create", { kind: "dashboard", id }, { after: { title: document.title } }, db)
      return fromRow(row)
    })
  } catch (cause) {
    if (cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === "P2002") {
      throw new AppError("conflict", "dashboardExists", { id }, { safeForViewer: true, cause })
    }
    throw cause
  }
}

export interface Edit {
  document: DashboardDocument
  /** The version that was edited. */
  version: number
  /** The old version that this one brings back. */
  restoredFrom?: number
}

/**
 * Saves an edit as the next version; of two edits of one version exactly one is saved.
 * @throws {AppError} conflict when somebody saved in between: who, when, and as `fields.version` which
 */
export async function updateDashboard(viewer: Viewer, id: string, edit: Edit): Promise<Dashboard> {
  authorise(viewer, "dashboard:write", { dashboardId: id })
  checkDocument(edit.document, Date.now())
  if (edit.document.id !== undefined && edit.document.id !== id) throw otherId(id)
  const { id: _, ...document } = edit.document
  const by = authorOf(viewer)
  return prisma.$transaction(async (db) => {
    const { count } = await db.dashboard.updateMany({
      where: { id, version: edit.version },
      data: { ...columns(document), version: edit.version + 1, updatedBy: by },
    })
    const row = await db.dashboard.findUnique({ where: { id } })
    if (!row) throw noSuchDashboard(id)
    if (count === 0) throw staleVersion(row)
    const message = edit.restoredFrom === undefined ? "" : `restore:${edit.restoredFrom}`
    await db.dashboardVersion.create({ data: { dashboardId: id, version: row.version, document: json(document), message, createdBy: by } })
    await db.dashboardVersion.deleteMany({ where: { dashboardId: id, version: { lte: row.version - KEPT_VERSIONS } } })
    const change = { before: { version: edit.version }, after: { version: row.version, title: document.title } }
    await audit(viewer, "dashboard.update", { kind: "dashboard", id }, change, db)
    return fromRow(row)
  })
}

/** With its versions, stars and view-only links. @throws {AppError} not_found */
export async function deleteDashboard(viewer: Viewer, id: string): Promise<void> {
  authorise(viewer, "dashboard:write", { dashboardId: id })
  await prisma.$transaction(async (db) => {
    const row = await db.dashboard.findUnique({ where: { id }, select: { title: true, document: true } })
    if (!row) throw noSuchDashboard(id)
    await db.dashboard.deleteMany({ where: { id } })
    await audit(viewer, "dashboard.delete", { kind: "dashboard", id }, { before: row }, db)
  })
}

export function noSuchDashboard(id: string): AppError {
  return new AppError("not_found", "dashboardNotFound", { id: id.slice(0, 64) }, { safeForViewer: true })
}

function otherId(id: string): AppError {
  return new AppError("bad_request", "dashboardOtherId", { id }, { safeForViewer: true })
}

function staleVersion(row: DashboardRow): AppError {
  const at = row.updatedAt.toISOString()
  const params = { version: row.version, by: row.updatedBy ?? "?", at }
  return new AppError("conflict", "dashboardConflict", params, { safeForViewer: true, fields: { version: String(row.version) } })
}

/** The name under which a change is shown. */
export function authorOf(viewer: Viewer): string {
  return viewer.kind === "user" || viewer.kind === "token" ? viewer.name : viewer.kind
}

function columns({ title, folder = "", tags, ...rest }: Omit<DashboardDocument, "id">) {
  return { title, folder, tags, document: json({ title, folder, tags, ...rest }) }
}

function json(document: object): Prisma.InputJsonObject {
  return document
}

/** Stored documents pass the schema again: a field that an older release did not write gets its default. */
function fromRow(row: StoredRow): Dashboard {
  const document = DashboardInput.parse(row.document)
  return {
    ...document,
    id: row.id,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy ?? undefined,
  }
}
