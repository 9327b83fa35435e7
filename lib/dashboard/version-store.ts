import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { prisma } from "#lib/db/prisma.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import type { DashboardVersionItem } from "./list.ts"
import { type Dashboard, type DashboardDocument, DashboardInput } from "./schema.ts"
import { noSuchDashboard, updateDashboard } from "./store.ts"

/** Newest first. Only those who edit see what was. @throws {AppError} not_found */
export async function listVersions(viewer: Viewer, id: string, list: ListQuery): Promise<ListAnswer<DashboardVersionItem>> {
  authorise(viewer, "dashboard:write", { dashboardId: id })
  const before = Number(list.cursor ?? Number.NaN)
  const rows = await prisma.dashboardVersion.findMany({
    where: { dashboardId: id, ...(Number.isSafeInteger(before) ? { version: { lt: before } } : {}) },
    select: { version: true, createdAt: true, createdBy: true, message: true },
    orderBy: { version: "desc" },
    take: list.limit + 1,
  })
  if (rows.length === 0 && list.cursor === undefined) throw noSuchDashboard(id)
  const page = pageOf(rows, list.limit, (row) => String(row.version))
  return { ...page, items: page.items.map(toItem) }
}

function toItem(row: { version: number; createdAt: Date; createdBy: string | null; message: string }): DashboardVersionItem {
  const restored = /^restore:(\d+)$/.exec(row.message)?.[1]
  return {
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy ?? undefined,
    ...(restored ? { restoredFrom: Number(restored) } : {}),
  }
}

/** The document as it was saved. @throws {AppError} not_found */
export async function getVersion(viewer: Viewer, id: string, version: number): Promise<DashboardDocument> {
  authorise(viewer, "dashboard:write", { dashboardId: id })
  const row = await prisma.dashboardVersion.findUnique({ where: { dashboardId_version: { dashboardId: id, version } } })
  if (!row) throw new AppError("not_found", "dashboardVersionNotFound", { version }, { safeForViewer: true })
  return DashboardInput.parse(row.document)
}

/**
 * Saves an old version as the newest one.
 * @param current the newest version that the reader knows; a stale one is a conflict
 */
export async function restoreVersion(viewer: Viewer, id: string, version: number, current: number): Promise<Dashboard> {
  const document = await getVersion(viewer, id, version)
  return updateDashboard(viewer, id, { document, version: current, restoredFrom: version })
}
