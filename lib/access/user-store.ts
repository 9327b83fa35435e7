import "server-only"
import { randomUUID } from "node:crypto"
import { audit } from "#lib/audit/store.ts"
import { Prisma } from "#lib/db/generated/client.ts"
import { prisma } from "#lib/db/prisma.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import { atLeast, authorise } from "./can.ts"
import { hashPassword, makeUser, requireStrong } from "./make-user.ts"
import type { UserAnswer, UserCreate, UserPatch } from "./schema.ts"
import { forbiddenChange } from "./user-change.ts"
import { isRole, type Role, type Viewer } from "./viewer.ts"

const include = { sessions: { select: { createdAt: true }, orderBy: { createdAt: "desc" }, take: 1 } } satisfies Prisma.UserInclude
type Row = Prisma.UserGetPayload<{ include: typeof include }>

function answerOf(row: Row): UserAnswer {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: roleOf(row.role),
    disabled: row.disabledAt !== null,
    createdAt: row.createdAt.toISOString(),
    lastSignInAt: row.sessions[0]?.createdAt.toISOString(),
  }
}

const roleOf = (role: string): Role => (isRole(role) ? role : "viewer")

/** By name; `search` looks into name and email. @throws AppError forbidden below admin */
export async function listUsers(viewer: Viewer, { limit, cursor, search }: ListQuery): Promise<ListAnswer<UserAnswer>> {
  authorise(viewer, "user:read")
  const contains = { contains: search ?? "", mode: "insensitive" as const }
  const rows = await prisma.user.findMany({
    where: search ? { OR: [{ name: contains }, { email: contains }] } : {},
    include,
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  })
  return pageOf(rows.map(answerOf), limit, (user) => user.id)
}

/** @throws AppError forbidden for a role above one's own, conflict when id or email is taken, bad_request for a weak password */
export async function createUser(viewer: Viewer, input: UserCreate): Promise<UserAnswer> {
  authorise(viewer, "user:write")
  if (!atLeast(actorRole(viewer), input.role)) throw refused("user.roleAboveYou")
  const data = await makeUser({ ...input, id: input.id ?? randomUUID() })
  try {
    return await prisma.$transaction(async (db) => {
      const row = await db.user.create({ data, include })
      await audit(viewer, "user.create", { kind: "user", id: row.id }, { after: recordOf(row) }, db)
      return answerOf(row)
    })
  } catch (cause) {
    if (!isTaken(cause)) throw cause
    throw new AppError("conflict", "user.taken", { email: input.email }, { cause, safeForViewer: true })
  }
}

/**
 * Changes name, role, access or password. Whoever is disabled or gets another password is signed out everywhere.
 * @throws AppError not_found, forbidden, bad_request for a weak password
 */
export async function updateUser(viewer: Viewer, id: string, patch: UserPatch): Promise<UserAnswer> {
  authorise(viewer, "user:write")
  const hash = patch.password === undefined ? undefined : await hashFor(id, patch.password)
  return prisma.$transaction(async (db) => {
    const before = await allowedTarget(db, viewer, id, patch)
    const disabledAt = patch.disabled === undefined ? before.disabledAt : patch.disabled ? (before.disabledAt ?? new Date()) : null
    const data = { name: patch.name ?? before.name, role: patch.role ?? before.role, disabledAt }
    if (hash !== undefined) await setPassword(db, id, hash)
    if (disabledAt || hash !== undefined) await db.session.deleteMany({ where: { userId: id } })
    const after = await db.user.update({ where: { id }, data, include })
    const change = { before: recordOf(before), after: { ...recordOf(after), ...(hash === undefined ? {} : { passwordReset: true }) } }
    await audit(viewer, "user.update", { kind: "user", id }, change, db)
    return answerOf(after)
  })
}

/** Takes a user away, with sessions and API tokens. @throws AppError not_found, forbidden */
export async function deleteUser(viewer: Viewer, id: string): Promise<void> {
  authorise(viewer, "user:write")
  await prisma.$transaction(async (db) => {
    const before = await allowedTarget(db, viewer, id, "delete")
    await db.apiToken.updateMany({ where: { createdBy: id, revokedAt: null }, data: { revokedAt: new Date() } })
    await db.user.delete({ where: { id } })
    await audit(viewer, "user.delete", { kind: "user", id }, { before: recordOf(before) }, db)
  })
}

/** Locks the owners and the target, so that two owners can't remove each other at once. */
async function allowedTarget(db: Prisma.TransactionClient, viewer: Viewer, id: string, patch: UserPatch | "delete"): Promise<Row> {
  await db.$queryRaw`SELECT id FROM "user" WHERE role = 'owner' OR id = ${id} ORDER BY id FOR UPDATE`
  const row = await db.user.findUnique({ where: { id }, include })
  if (!row) throw new AppError("not_found", "notFound", {}, { safeForViewer: true })
  const otherOwners = await db.user.count({ where: { role: "owner", disabledAt: null, id: { not: id } } })
  const target = { id, role: roleOf(row.role), disabled: row.disabledAt !== null }
  const actor = { id: viewer.kind === "user" ? viewer.id : undefined, role: actorRole(viewer) }
  const key = forbiddenChange({ actor, target, patch, otherOwners })
  if (key) throw refused(key)
  return row
}

async function hashFor(id: string, password: string): Promise<string> {
  const user = await prisma.user.findUnique({ where: { id }, select: { name: true, email: true } })
  requireStrong(password, user ? [user.name, user.email] : [])
  return hashPassword(password)
}

async function setPassword(db: Prisma.TransactionClient, userId: string, password: string): Promise<void> {
  const credential = { userId, providerId: "credential" }
  const { count } = await db.account.updateMany({ where: credential, data: { password } })
  if (count === 0) await db.account.create({ data: { id: randomUUID(), accountId: userId, ...credential, password } })
}

function recordOf({ name, email, role, disabledAt }: Row) {
  return { name, email, role, disabled: disabledAt !== null }
}

function actorRole(viewer: Viewer): Role {
  if (viewer.kind === "system") return "owner"
  return viewer.kind === "user" || viewer.kind === "token" ? viewer.role : "viewer"
}

const refused = (key: string) => new AppError("forbidden", key, {}, { safeForViewer: true })

const isTaken = (cause: unknown) => cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === "P2002"
