import "server-only"
import { prisma } from "#lib/db/prisma.ts"
import { hashToken } from "./token.ts"
import { isRole, type Role, roles, type Viewer } from "./viewer.ts"

const LAST_USED_EVERY_MS = 60_000

/** Who a live token stands for; undefined when it is unknown, expired or revoked, or when who made it may no longer sign in. */
export async function tokenViewer(token: string, now: Date): Promise<Viewer | undefined> {
  const row = await prisma.apiToken.findUnique({ where: { hash: hashToken(token) } })
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now) || !isRole(row.role)) return undefined
  const role = row.createdBy === null ? row.role : await withinCreator(row.role, row.createdBy)
  if (!role) return undefined
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > LAST_USED_EVERY_MS) {
    await prisma.apiToken.update({ where: { id: row.id }, data: { lastUsedAt: now } })
  }
  return { kind: "token", id: row.id, name: row.name, role, scopes: row.scopes }
}

/** A token is never more than its creator is today. */
async function withinCreator(role: Role, creatorId: string): Promise<Role | undefined> {
  const creator = await prisma.user.findUnique({ where: { id: creatorId }, select: { role: true, disabledAt: true } })
  if (!creator || creator.disabledAt || !isRole(creator.role)) return undefined
  return roles[Math.min(roles.indexOf(role), roles.indexOf(creator.role))]
}
