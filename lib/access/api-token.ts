import "server-only"
import { pool } from "#lib/db/pool.ts"
import { prisma } from "#lib/db/prisma.ts"
import { hashToken } from "./token.ts"
import { isRole, type Role, roles, type Viewer } from "./viewer.ts"

const LAST_USED_EVERY_MS = 60_000

interface Row {
  id: string
  name: string
  role: string
  scopes: string[]
  created_by: string | null
  expires_at: Date | null
  last_used_at: Date | null
  revoked_at: Date | null
  /** Null also for a creator who is gone. */
  creator_role: string | null
  creator_disabled_at: Date | null
}

/** Each request of a program begins here: the token and who made it in one trip. */
const FIND = `select t.id, t.name, t.role, t.scopes, t.created_by, t.expires_at, t.last_used_at, t.revoked_at,
    u.role as creator_role, u.disabled_at as creator_disabled_at
  from api_token t left join "user" u on u.id = t.created_by
  where t.hash = $1`

/** Who a live token stands for; undefined when it is unknown, expired or revoked, or when who made it may no longer sign in. */
export async function tokenViewer(token: string, now: Date): Promise<Viewer | undefined> {
  const { rows } = await pool.query<Row>(FIND, [hashToken(token)])
  const [row] = rows
  if (!row || row.revoked_at || (row.expires_at && row.expires_at <= now) || !isRole(row.role)) return undefined
  const role = row.created_by === null ? row.role : withinCreator(row.role, row)
  if (!role) return undefined
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > LAST_USED_EVERY_MS) {
    await prisma.apiToken.update({ where: { id: row.id }, data: { lastUsedAt: now } })
  }
  return { kind: "token", id: row.id, name: row.name, role, scopes: row.scopes }
}

/** A token is never more than its creator is today. */
function withinCreator(role: Role, { creator_role: creator, creator_disabled_at: disabledAt }: Row): Role | undefined {
  if (creator === null || disabledAt || !isRole(creator)) return undefined
  return roles[Math.min(roles.indexOf(role), roles.indexOf(creator))]
}
