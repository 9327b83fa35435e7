import "server-only"
import { cookieLine, cookieOf } from "#lib/access/cookie.ts"
import { isSigned, sign } from "#lib/access/derive-key.ts"
import { hashToken } from "#lib/access/token.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import type { ShareLink } from "#lib/db/generated/client.ts"
import { prisma } from "#lib/db/prisma.ts"
import { env } from "#lib/env.ts"
import { AppError } from "#lib/http/errors.ts"
import { ShareTimeInput, ShareVariablesInput } from "./grant.ts"

const PASSWORD_MINUTES = 12 * 60

/** The one answer for a link that is unknown, expired, paused or revoked: nobody learns which. */
export function noSuchLink(): AppError {
  return new AppError("not_found", "shareNotFound", {}, { safeForViewer: true })
}

/** The row of a live link, read anew on each request. @throws AppError not_found */
export async function liveLink(token: string, now: Date): Promise<ShareLink> {
  if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) throw noSuchLink()
  const link = await prisma.shareLink.findUnique({ where: { tokenHash: hashToken(token) } })
  if (!link || link.revokedAt || link.pausedAt || (link.expiresAt && link.expiresAt <= now)) throw noSuchLink()
  return link
}

/**
 * What a view-only link lets its reader do.
 * @throws AppError not_found for a dead link, unauthenticated ("sharePassword") when its password was not given yet
 */
export async function shareViewer(token: string, request: Request): Promise<Extract<Viewer, { kind: "share" }>> {
  const now = new Date()
  const link = await liveLink(token, now)
  if (link.passwordHash && !knowsPassword(link, request.headers, now)) {
    throw new AppError("unauthenticated", "sharePassword", {}, { safeForViewer: true })
  }
  return {
    kind: "share",
    grant: {
      linkId: link.id,
      dashboardId: link.dashboardId,
      ...(link.panels.length > 0 ? { panels: link.panels } : {}),
      time: ShareTimeInput.parse(link.time),
      variables: ShareVariablesInput.parse(link.variables),
    },
  }
}

const passwordCookieName = (linkId: string): string => `bongsu-share-${linkId}`

/** The Set-Cookie line of one who gave the password: bound to the link and to this very password. */
export function passwordCookie(link: ShareLink, now: Date): string {
  const until = String(now.getTime() + PASSWORD_MINUTES * 60_000)
  const value = `${until}.${sign("share-password", signedText(link, until))}`
  const secure = env().publicUrl.startsWith("https:")
  return cookieLine(passwordCookieName(link.id), value, { path: "/", maxAgeSeconds: PASSWORD_MINUTES * 60, secure })
}

function knowsPassword(link: ShareLink, headers: Headers, now: Date): boolean {
  const [until = "", signature = ""] = (cookieOf(headers, passwordCookieName(link.id)) ?? "").split(".")
  return Number(until) > now.getTime() && isSigned("share-password", signedText(link, until), signature)
}

const signedText = (link: ShareLink, until: string) => `${link.id}\n${link.passwordHash}\n${until}`
