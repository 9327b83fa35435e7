import "server-only"
import { randomBytes, randomUUID } from "node:crypto"
import { hashPassword, verifyPassword } from "better-auth/crypto"
import { authorise } from "#lib/access/can.ts"
import { startSharePassword } from "#lib/access/throttle.ts"
import { hashToken } from "#lib/access/token.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { audit } from "#lib/audit/store.ts"
import { DashboardInput } from "#lib/dashboard/schema.ts"
import { Prisma } from "#lib/db/generated/client.ts"
import { prisma } from "#lib/db/prisma.ts"
import { env } from "#lib/env.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import { isLanguage } from "#lib/language/language.ts"
import { linkOptions } from "./link-options.ts"
import { ShareTimeInput, ShareVariablesInput } from "./grant.ts"
import type { ShareLinkAnswer, ShareLinkCreate, ShareLinkMade, ShareLinkPatch, ShareView } from "./schema.ts"
import { liveLink, noSuchLink, passwordCookie, shareViewer } from "./share-viewer.ts"
import { shareView } from "./view.ts"

const DEFAULT_LIFE_MS = 30 * 86_400_000
const TOKEN_BYTES = 24

const include = { dashboard: { select: { title: true } } } satisfies Prisma.ShareLinkInclude
type Row = Prisma.ShareLinkGetPayload<{ include: typeof include }>

function answerOf(row: Row): ShareLinkAnswer {
  return {
    id: row.id,
    dashboardId: row.dashboardId,
    dashboardTitle: row.dashboard.title,
    label: row.label,
    time: ShareTimeInput.parse(row.time),
    variables: ShareVariablesInput.parse(row.variables),
    panels: row.panels,
    hasPassword: row.passwordHash !== null,
    frameAncestors: row.frameAncestors,
    language: isLanguage(row.language) ? row.language : undefined,
    expiresAt: row.expiresAt?.toISOString(),
    pausedAt: row.pausedAt?.toISOString(),
    revokedAt: row.revokedAt?.toISOString(),
    views: row.views,
    lastViewAt: row.lastViewAt?.toISOString(),
    createdBy: row.createdBy ?? undefined,
    createdAt: row.createdAt.toISOString(),
  }
}

const newToken = () => randomBytes(TOKEN_BYTES).toString("base64url")

/**
 * Makes a view-only link. The token is in the answer's `url` and nowhere else.
 * @throws AppError not_found for the dashboard, bad_request for a panel, variable or range it hasn't, conflict when the id is taken
 */
export async function createShareLink(viewer: Viewer, input: ShareLinkCreate, now: Date, token = newToken()): Promise<ShareLinkMade> {
  authorise(viewer, "share-link:write", { dashboardId: input.dashboardId })
  const dashboard = await prisma.dashboard.findUnique({ where: { id: input.dashboardId } })
  if (!dashboard) throw new AppError("not_found", "notFound", {}, { safeForViewer: true })
  const options = linkOptions(input, DashboardInput.parse(dashboard.document), now)
  const data = {
    id: input.id ?? randomUUID(),
    tokenHash: hashToken(token),
    dashboardId: dashboard.id,
    label: input.label,
    ...options,
    passwordHash: input.password === undefined ? null : await hashPassword(input.password),
    frameAncestors: input.frameAncestors,
    language: input.language ?? null,
    expiresAt: endOf(input.expiresAt, now),
    createdBy: viewer.kind === "user" || viewer.kind === "token" ? viewer.id : null,
  }
  try {
    await prisma.$transaction(async (db) => {
      const row = await db.shareLink.create({ data, include })
      await audit(viewer, "share-link.create", { kind: "share-link", id: row.id }, { after: answerOf(row) }, db)
    })
  } catch (cause) {
    if (!(cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === "P2002")) throw cause
    throw new AppError("conflict", "idTaken", { id: data.id }, { cause, safeForViewer: true })
  }
  return { id: data.id, url: `${env().publicUrl}/share/${token}` }
}

/** Newest first. @throws AppError forbidden below editor */
export async function listShareLinks(viewer: Viewer, list: ListQuery & { dashboardId?: string }): Promise<ListAnswer<ShareLinkAnswer>> {
  authorise(viewer, "share-link:read")
  const { limit, cursor, search, dashboardId } = list
  const contains = { contains: search ?? "", mode: "insensitive" as const }
  const rows = await prisma.shareLink.findMany({
    where: { dashboardId, ...(search ? { OR: [{ label: contains }, { dashboard: { title: contains } }] } : {}) },
    include,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  })
  return pageOf(rows.map(answerOf), limit, (row) => row.id)
}

/** @throws AppError not_found, forbidden */
export async function getShareLink(viewer: Viewer, id: string): Promise<ShareLinkAnswer> {
  authorise(viewer, "share-link:read")
  const row = await prisma.shareLink.findUnique({ where: { id }, include })
  if (!row) throw new AppError("not_found", "notFound", {}, { safeForViewer: true })
  return answerOf(row)
}

/** Label, pause, end, password. A revoked link is not revived. @throws AppError not_found, forbidden, conflict when it was revoked */
export async function updateShareLink(viewer: Viewer, id: string, patch: ShareLinkPatch, now: Date): Promise<ShareLinkAnswer> {
  authorise(viewer, "share-link:write")
  const before = await getShareLink(viewer, id)
  if (before.revokedAt) throw new AppError("conflict", "shareRevoked", {}, { safeForViewer: true })
  const data = {
    label: patch.label,
    pausedAt: patch.paused === undefined ? undefined : patch.paused ? now : null,
    expiresAt: patch.expiresAt === undefined ? undefined : endOf(patch.expiresAt, now),
    passwordHash: typeof patch.password === "string" ? await hashPassword(patch.password) : patch.password,
  }
  return prisma.$transaction(async (db) => {
    const after = answerOf(await db.shareLink.update({ where: { id }, data, include }))
    await audit(viewer, "share-link.update", { kind: "share-link", id }, { before, after }, db)
    return after
  })
}

/** Kills a link for good: the next request with its token finds nothing. @throws AppError not_found, forbidden */
export async function revokeShareLink(viewer: Viewer, id: string, now: Date): Promise<void> {
  authorise(viewer, "share-link:write")
  const before = await getShareLink(viewer, id)
  if (before.revokedAt) return
  await prisma.$transaction(async (db) => {
    await db.shareLink.update({ where: { id }, data: { revokedAt: now } })
    await audit(viewer, "share-link.revoke", { kind: "share-link", id }, { before }, db)
  })
}

/**
 * The page's document for a live link, counted as a view. One who came with the token of another link finds nothing.
 * @throws AppError not_found, unauthenticated when its password was not given yet
 */
export async function openShareLink(
  viewer: Viewer,
  token: string,
  asked: { request: Request; language: string; now: Date },
): Promise<ShareView> {
  const { request, language, now } = asked
  const { linkId } = (await shareViewer(token, request)).grant
  if (viewer.kind === "share" && viewer.grant.linkId !== linkId) throw noSuchLink()
  const link = await prisma.shareLink.findUnique({ where: { id: linkId }, include: { dashboard: true } })
  if (!link) throw noSuchLink()
  await prisma.shareLink.update({ where: { id: linkId }, data: { views: { increment: 1 }, lastViewAt: now } })
  return shareView({
    dashboardId: link.dashboardId,
    document: DashboardInput.parse(link.dashboard.document),
    time: ShareTimeInput.parse(link.time),
    variables: ShareVariablesInput.parse(link.variables),
    panels: link.panels,
    language: link.language ?? language,
  })
}

/** The Set-Cookie line of one who knows the link's password. @throws AppError not_found, unauthenticated, rate_limited */
export async function openWithPassword(token: string, password: string, headers: Headers, now: Date): Promise<string> {
  const link = await liveLink(token, now)
  if (link.passwordHash === null) throw noSuchLink()
  const attempt = await startSharePassword(headers, link.id)
  if (!(await verifyPassword({ hash: link.passwordHash, password }))) {
    throw new AppError("unauthenticated", "sharePasswordWrong", {}, { safeForViewer: true })
  }
  await attempt.succeeded()
  return passwordCookie(link, now)
}

function endOf(asked: string | null | undefined, now: Date): Date | null {
  if (asked === null) return null
  const end = asked === undefined ? new Date(now.getTime() + DEFAULT_LIFE_MS) : new Date(asked)
  if (end <= now) throw new AppError("bad_request", "sharePast", {}, { safeForViewer: true })
  return end
}
