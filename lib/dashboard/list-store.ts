import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { pool } from "#lib/db/pool.ts"
import { prisma } from "#lib/db/prisma.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, pageOf } from "#lib/http/list.ts"
import type { DashboardListItem, DashboardListQuery } from "./list.ts"
import { noSuchDashboard } from "./store.ts"

const LIST = `
  SELECT d.id, d.title, d.folder, d.tags, d.version, d.updated_at, d.updated_by, s.user_id IS NOT NULL AS starred,
         lower(d.title) AS sort_title
  FROM dashboard d LEFT JOIN star s ON s.dashboard_id = d.id AND s.user_id = $1
  WHERE ($2::text IS NULL OR d.title ILIKE $2 OR d.folder ILIKE $2 OR EXISTS (SELECT 1 FROM unnest(d.tags) tag WHERE tag ILIKE $2))
    AND ($3::text IS NULL OR $3 = ANY (d.tags))
    AND ($4::text IS NULL OR d.folder = $4)
    AND ($5::boolean IS NULL OR (s.user_id IS NOT NULL) = $5)
    AND ($6::text IS NULL OR (lower(d.title), d.id) > ($6, $7))
  ORDER BY lower(d.title), d.id
  LIMIT $8`

interface Row {
  id: string
  title: string
  folder: string
  tags: string[]
  version: number
  updated_at: Date
  updated_by: string | null
  starred: boolean
  sort_title: string
}

/** By title; `search` looks into title, folder and tags. @throws {AppError} bad_request for a cursor that is none of ours */
export async function listDashboards(viewer: Viewer, query: DashboardListQuery): Promise<ListAnswer<DashboardListItem>> {
  authorise(viewer, "dashboard:read")
  const [title, id] = query.cursor === undefined ? [null, null] : readCursor(query.cursor)
  const starred = query.starred === undefined ? null : query.starred === "true"
  const search = query.search ? `%${query.search.replace(/[\\%_]/g, String.raw`\$&`)}%` : null
  const values = [userOf(viewer), search, query.tag ?? null, query.folder ?? null, starred, title, id, query.limit + 1]
  const { rows } = await pool.query<Row>(LIST, values)
  const page = pageOf(rows, query.limit, (row) => Buffer.from(JSON.stringify([row.sort_title, row.id])).toString("base64url"))
  return { ...page, items: page.items.map(toItem) }
}

function toItem(row: Row): DashboardListItem {
  const { id, title, folder, tags, version, starred } = row
  return { id, title, folder, tags, version, starred, updatedAt: row.updated_at.toISOString(), updatedBy: row.updated_by ?? undefined }
}

function readCursor(cursor: string): [string, string] {
  try {
    const [title, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[]
    if (typeof title === "string" && typeof id === "string") return [title, id]
  } catch {
    // Falls through: whatever it is, it is no cursor.
  }
  throw new AppError("bad_request", "cursorInvalid", {}, { safeForViewer: true })
}

function userOf(viewer: Viewer): string | null {
  return viewer.kind === "user" ? viewer.id : null
}

/** Puts a dashboard among one's own or takes it out again; doing it twice changes nothing. @throws {AppError} not_found */
export async function starDashboard(viewer: Viewer, dashboardId: string, starred: boolean): Promise<void> {
  authorise(viewer, "dashboard:read", { dashboardId })
  const userId = userOf(viewer)
  if (userId === null) throw new AppError("forbidden", "starNeedsUser", {}, { safeForViewer: true })
  if (!starred) {
    await prisma.star.deleteMany({ where: { userId, dashboardId } })
    return
  }
  const { rowCount } = await pool.query(
    "INSERT INTO star (user_id, dashboard_id) SELECT $1, id FROM dashboard WHERE id = $2 ON CONFLICT (user_id, dashboard_id) DO UPDATE SET user_id = EXCLUDED.user_id",
    [userId, dashboardId],
  )
  if (rowCount === 0) throw noSuchDashboard(dashboardId)
}
