import "server-only"
import { randomUUID } from "node:crypto"
import { audit } from "#lib/audit/store.ts"
import type { ApiToken } from "#lib/db/generated/client.ts"
import { Prisma } from "#lib/db/generated/client.ts"
import { prisma } from "#lib/db/prisma.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import { atLeast, authorise, can } from "./can.ts"
import type { ApiTokenAnswer, ApiTokenCreate, ApiTokenMade } from "./schema.ts"
import { hashToken, makeToken } from "./token.ts"
import type { Viewer } from "./viewer.ts"

const PREFIX_LENGTH = 10

function answerOf(row: ApiToken): ApiTokenAnswer {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    role: row.role,
    scopes: row.scopes,
    createdBy: row.createdBy ?? undefined,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString(),
    revokedAt: row.revokedAt?.toISOString(),
  }
}

/** One's own tokens; an admin's list has everybody's. Newest first. */
export async function listApiTokens(viewer: Viewer, { limit, cursor, search }: ListQuery): Promise<ListAnswer<ApiTokenAnswer>> {
  authorise(viewer, "api-token:read")
  const rows = await prisma.apiToken.findMany({
    where: { ...within(viewer), ...(search ? { name: { contains: search, mode: "insensitive" } } : {}) },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  })
  return pageOf(rows.map(answerOf), limit, (row) => row.id)
}

/**
 * Makes a token that is never more than who makes it: role, and for a token that makes one, scopes and end as well.
 * @throws AppError forbidden, conflict when the id is taken, bad_request for an end in the past
 */
export async function createApiToken(viewer: Viewer, input: ApiTokenCreate, now: Date): Promise<ApiTokenMade> {
  authorise(viewer, "api-token:write")
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt)
  if (expiresAt && expiresAt <= now) throw new AppError("bad_request", "apiToken.past", {}, { safeForViewer: true })
  const maker = await makerOf(viewer)
  if (!atLeast(maker.role, input.role)) throw refused("apiToken.roleAboveYou")
  if (!maker.scopes.includes("*") && !input.scopes.every((scope) => maker.scopes.includes(scope))) throw refused("apiToken.scopes")
  if (maker.expiresAt && (!expiresAt || expiresAt > maker.expiresAt)) throw refused("apiToken.longer")
  const token = makeToken()
  const data = {
    id: input.id ?? randomUUID(),
    name: input.name,
    hash: hashToken(token),
    prefix: token.slice(0, PREFIX_LENGTH),
    role: input.role,
    scopes: input.scopes,
    createdBy: maker.userId,
    expiresAt,
  }
  const row = await insert(viewer, data)
  return { ...answerOf(row), token }
}

async function insert(viewer: Viewer, data: Prisma.ApiTokenCreateInput & { id: string }): Promise<ApiToken> {
  try {
    return await prisma.$transaction(async (db) => {
      const row = await db.apiToken.create({ data })
      await audit(viewer, "api-token.create", { kind: "api-token", id: row.id }, { after: recordOf(row) }, db)
      return row
    })
  } catch (cause) {
    if (!(cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === "P2002")) throw cause
    throw new AppError("conflict", "idTaken", { id: data.id }, { cause, safeForViewer: true })
  }
}

/** Ends a token at once; its row stays for the list. @throws AppError not_found for what is not one's own, unless an admin asks */
export async function revokeApiToken(viewer: Viewer, id: string, now: Date): Promise<void> {
  authorise(viewer, "api-token:write")
  await prisma.$transaction(async (db) => {
    const row = await db.apiToken.findFirst({ where: { id, ...within(viewer) } })
    if (!row) throw new AppError("not_found", "notFound", {}, { safeForViewer: true })
    if (row.revokedAt) return
    await db.apiToken.update({ where: { id }, data: { revokedAt: now } })
    await audit(viewer, "api-token.revoke", { kind: "api-token", id }, { before: recordOf(row) }, db)
  })
}

function within(viewer: Viewer): Prisma.ApiTokenWhereInput {
  if (can(viewer, "user:write")) return {}
  if (viewer.kind === "user") return { createdBy: viewer.id }
  return { id: viewer.kind === "token" ? viewer.id : "" }
}

interface Maker {
  role: ApiTokenCreate["role"]
  scopes: string[]
  expiresAt: Date | null
  userId: string | null
}

async function makerOf(viewer: Viewer): Promise<Maker> {
  if (viewer.kind === "user") return { role: viewer.role, scopes: ["*"], expiresAt: null, userId: viewer.id }
  if (viewer.kind !== "token") throw refused("general.forbidden")
  const row = await prisma.apiToken.findUniqueOrThrow({ where: { id: viewer.id } })
  return { role: viewer.role, scopes: viewer.scopes, expiresAt: row.expiresAt, userId: row.createdBy }
}

const recordOf = ({ name, role, scopes, expiresAt }: ApiToken) => ({ name, role, scopes, expiresAt: expiresAt?.toISOString() ?? null })

const refused = (key: string) => new AppError("forbidden", key, {}, { safeForViewer: true })
