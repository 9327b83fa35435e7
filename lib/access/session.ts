import "server-only"
import ipaddr from "ipaddr.js"
import { audit } from "#lib/audit/store.ts"
import { prisma } from "#lib/db/prisma.ts"
import { AppError } from "#lib/http/errors.ts"
import { clientAddress } from "./address.ts"
import { auth } from "./auth.ts"
import { env } from "#lib/env.ts"
import { requireStrong } from "./make-user.ts"
import type { SessionAnswer, SetupInput } from "./schema.ts"
import { createOwner } from "./setup.ts"
import { deviceCookie, startLogin, startPasswordCheck, startSetup } from "./throttle.ts"
import type { Viewer } from "./viewer.ts"

type User = Extract<Viewer, { kind: "user" }>

/** What the session library may know of a request: never a Request itself, whose checks are ours. */
function plainHeaders(headers: Headers): Headers {
  const kept = new Headers({ "x-forwarded-for": clientAddress(headers, env().trustedProxies) })
  for (const name of ["cookie", "user-agent"]) {
    const value = headers.get(name)
    if (value) kept.set(name, value)
  }
  return kept
}

/**
 * Signs in. Unknown address, wrong password and disabled user are one answer after the same work.
 * @returns Set-Cookie lines
 * @throws AppError unauthenticated, rate_limited
 */
export async function signIn(
  headers: Headers,
  { email, password, rememberMe }: { email: string; password: string; rememberMe?: boolean },
): Promise<string[]> {
  const attempt = await startLogin(headers, email)
  const sent = plainHeaders(headers)
  // A session that is already there must not be carried on into the new one.
  sent.delete("cookie")
  const answer = await auth.api.signInEmail({ body: { email, password, rememberMe }, headers: sent, asResponse: true })
  if (answer.status >= 500) throw new Error("the session could not be made")
  if (!answer.ok) throw new AppError("unauthenticated", "signInFailed", {}, { safeForViewer: true })
  await attempt.succeeded()
  return [...answer.headers.getSetCookie(), deviceCookie(headers, email)]
}

/** Makes the first owner and signs in as it. @returns its id, and Set-Cookie lines. @throws as `createOwner`, or rate_limited */
export async function setUp(input: SetupInput, headers: Headers): Promise<{ owner: { id: string }; cookies: string[] }> {
  const attempt = await startSetup(headers)
  const owner = await createOwner(input)
  await attempt.succeeded()
  return { owner, cookies: await signIn(headers, input) }
}

/** Ends the session of the cookie, if any. @returns Set-Cookie lines that forget it */
export async function signOut(headers: Headers): Promise<string[]> {
  const answer = await auth.api.signOut({ headers: plainHeaders(headers), asResponse: true })
  return answer.headers.getSetCookie()
}

/**
 * Gives oneself another password; every other session ends.
 * @returns Set-Cookie lines of the new session
 * @throws AppError bad_request for a wrong or weak password, rate_limited
 */
export async function changePassword(
  viewer: User,
  headers: Headers,
  input: { currentPassword: string; newPassword: string },
): Promise<string[]> {
  requireStrong(input.newPassword, [viewer.name, viewer.email])
  const attempt = await startPasswordCheck(viewer.id)
  const body = { ...input, revokeOtherSessions: true }
  const answer = await auth.api.changePassword({ body, headers: plainHeaders(headers), asResponse: true })
  if (!answer.ok) throw new AppError("bad_request", "currentPasswordWrong", {}, { safeForViewer: true })
  await attempt.succeeded()
  await audit(viewer, "user.password", { kind: "user", id: viewer.id })
  return answer.headers.getSetCookie()
}

/** One's own live sessions, newest first. */
export async function listSessions(viewer: User, headers: Headers, now: Date): Promise<SessionAnswer[]> {
  const found = await auth.api.getSession({ headers: plainHeaders(headers), query: { disableCookieCache: true } })
  const rows = await prisma.session.findMany({
    where: { userId: viewer.id, expiresAt: { gt: now } },
    orderBy: { createdAt: "desc" },
    take: 100,
  })
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    address: row.ipAddress ? shortAddress(row.ipAddress) : undefined,
    userAgent: row.userAgent || undefined,
    current: row.id === found?.session.id,
  }))
}

/** "2001:db8::1" for what is stored with all its zeros. */
const shortAddress = (address: string) => (ipaddr.isValid(address) ? ipaddr.parse(address).toString() : address)

/** @throws AppError not_found for a session that is not one's own */
export async function revokeSession(viewer: User, id: string): Promise<void> {
  const { count } = await prisma.session.deleteMany({ where: { id, userId: viewer.id } })
  if (count === 0) throw new AppError("not_found", "notFound", {}, { safeForViewer: true })
  await audit(viewer, "session.revoke", { kind: "session", id })
}

/** Gives oneself another name. @returns oneself, renamed */
export async function renameSelf(viewer: User, name: string): Promise<User> {
  await prisma.user.update({ where: { id: viewer.id }, data: { name } })
  await audit(viewer, "user.rename", { kind: "user", id: viewer.id }, { before: { name: viewer.name }, after: { name } })
  return { ...viewer, name }
}
