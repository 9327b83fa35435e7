import "server-only"
import { AppError } from "#lib/http/errors.ts"
import { shareViewer } from "#lib/share/share-viewer.ts"
import { tokenViewer } from "./api-token.ts"
import { auth } from "./auth.ts"
import { isRole, type Viewer } from "./viewer.ts"

export const shareHeader = "x-bongsu-share"

/**
 * Who sends a request. A share header wins over all else, so that an owner who opens a link sees what others see; then an API token;
 * then the session cookie. Everything is read from the database again each time.
 * @throws AppError not_found for a dead share link, unauthenticated for a wrong, expired or revoked token
 */
export async function viewerOf(request: Request): Promise<Viewer> {
  const share = request.headers.get(shareHeader)
  if (share !== null) return shareViewer(share, request)
  const authorization = request.headers.get("authorization")
  if (authorization !== null) return bearerViewer(authorization)
  return sessionViewer(request.headers)
}

async function bearerViewer(authorization: string): Promise<Viewer> {
  const token = /^Bearer +(\S{1,200})$/i.exec(authorization.trim())?.[1]
  const viewer = token === undefined ? undefined : await tokenViewer(token, new Date())
  if (!viewer) throw new AppError("unauthenticated", "tokenInvalid", {}, { safeForViewer: true })
  return viewer
}

/** The user of the session cookie, or anonymous. */
export async function sessionViewer(headers: Headers): Promise<Viewer> {
  if (!headers.get("cookie")?.includes("bongsu.session_token=")) return { kind: "anonymous" }
  const found = await auth.api.getSession({ headers, query: { disableCookieCache: true } })
  if (!found || found.user.disabledAt) return { kind: "anonymous" }
  const { id, name, email, role } = found.user
  return isRole(role) ? { kind: "user", id, name, email, role } : { kind: "anonymous" }
}
