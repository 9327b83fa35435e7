import assert from "node:assert/strict"
import { test } from "node:test"
import { prisma } from "#lib/db/prisma.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { forgetEnv } from "#lib/env.ts"
import { log } from "#lib/log.ts"
import { listAudit } from "#lib/audit/store.ts"
import { GET as listRoute, POST as createRoute } from "../../app/api/users/route.ts"
import { PATCH as patchRoute } from "../../app/api/users/[id]/route.ts"
import { POST as signIn } from "../../app/api/auth/sign-in/email/route.ts"
import { GET as session } from "../../app/api/auth/get-session/route.ts"
import { createApiToken, listApiTokens, revokeApiToken } from "./api-token-store.ts"
import { tokenViewer } from "./api-token.ts"
import { ApiTokenCreate, UserCreate } from "./schema.ts"
import { ensureBootstrapToken } from "./setup.ts"
import { createUser, deleteUser, listUsers, updateUser } from "./user-store.ts"
import type { Role, Viewer } from "./viewer.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
process.env.BONGSU_BOOTSTRAP_TOKEN = "a-bootstrap-token-of-an-operator"
log.level = "silent"
await withDatabase()

const password = "four unrelated words"
const system: Viewer = { kind: "system" }
const make = async (id: string, role: Role): Promise<Extract<Viewer, { kind: "user" }>> => {
  const email = `${id}@example.com`
  await createUser(system, UserCreate.parse({ id, name: id, email, role, password }))
  return { kind: "user", id, name: id, email, role }
}
const owner = await make("olga", "owner")
const admin = await make("adam", "admin")
const editor = await make("edda", "editor")
const token = (viewer: Viewer, input: object) =>
  createApiToken(viewer, ApiTokenCreate.parse({ name: "t", role: "viewer", ...input }), new Date())
const now = () => new Date()

const request = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  new Request(`http://localhost:3000/api/${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const login = (id: string) => signIn(request("POST", "auth/sign-in/email", { email: `${id}@example.com`, password }))
const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(";")[0] ?? ""
const roleOf = async (cookie: string) =>
  (await (await session(request("GET", "auth/get-session", undefined, { cookie }))).json()).user?.role

test("a changed role counts on the next request, a disabled user's session is dead and can't begin again", async () => {
  await make("vera", "viewer")
  const cookie = cookieOf(await login("vera"))
  await updateUser(admin, "vera", { role: "editor" })
  assert.equal(await roleOf(cookie), "editor")
  await updateUser(admin, "vera", { disabled: true })
  assert.equal(await roleOf(cookie), undefined)
  assert.equal((await login("vera")).status, 401)
  await updateUser(admin, "vera", { disabled: false })
  assert.equal((await login("vera")).status, 200)
})

test("a password reset signs out everywhere", async () => {
  await make("ines", "viewer")
  const cookie = cookieOf(await login("ines"))
  await updateUser(admin, "ines", { password: "five other unrelated words" })
  assert.equal(await roleOf(cookie), undefined)
  assert.equal((await login("ines")).status, 401)
})

test("an admin makes no owner and touches none; of two owners at once one stays", async () => {
  await assert.rejects(make2(admin, "oscar", "owner"), { code: "forbidden", key: "user.roleAboveYou" })
  await assert.rejects(updateUser(admin, "olga", { disabled: true }), { code: "forbidden" })
  const second = await make("otto", "owner")
  const both = await Promise.allSettled([deleteUser(owner, "otto"), deleteUser(second, "olga")])
  assert.equal(await prisma.user.count({ where: { role: "owner" } }), 1)
  assert.equal(both.filter((one) => one.status === "fulfilled").length, 1)
  const left = await prisma.user.findFirstOrThrow({ where: { role: "owner" } })
  const script: Viewer = { kind: "token", id: "x", name: "x", role: "owner", scopes: ["*"] }
  await assert.rejects(deleteUser(script, left.id), { key: "user.lastOwner" })
})

const make2 = (viewer: Viewer, id: string, role: Role) =>
  createUser(viewer, UserCreate.parse({ id, name: id, email: `${id}@example.com`, role, password }))

test("lists are paged and searched, an address is taken once whatever its case, weak passwords are refused", async () => {
  const first = await listUsers(admin, { limit: 2 })
  assert.equal(first.items.length, 2)
  const second = await listUsers(admin, { limit: 100, cursor: first.nextCursor })
  assert.ok(!second.items.some((user) => first.items.some((other) => other.id === user.id)))
  assert.deepEqual(
    (await listUsers(admin, { limit: 9, search: "EDDA@" })).items.map((user) => user.id),
    ["edda"],
  )
  await assert.rejects(createUser(admin, UserCreate.parse({ name: "E", email: "EDDA@Example.com", role: "viewer", password })), {
    code: "conflict",
  })
  await assert.rejects(
    createUser(admin, UserCreate.parse({ name: "E", email: "e@example.com", role: "viewer", password: "password1234" })),
    {
      key: "password.common",
    },
  )
})

test("a token works until it is revoked, ends, or its maker is lowered, disabled or deleted", async () => {
  const tilda = await make("tilda", "editor")
  const made = await token(tilda, { role: "editor", expiresAt: new Date(Date.now() + 60_000).toISOString() })
  const roleOfToken = async (at = now()) => {
    const viewer = await tokenViewer(made.token, at)
    return viewer?.kind === "token" ? viewer.role : undefined
  }
  assert.equal(await roleOfToken(), "editor")
  assert.equal(await roleOfToken(new Date(Date.now() + 61_000)), undefined)
  await updateUser(admin, "tilda", { role: "viewer" })
  assert.equal(await roleOfToken(), "viewer")
  await updateUser(admin, "tilda", { disabled: true })
  assert.equal(await roleOfToken(), undefined)
  await updateUser(admin, "tilda", { disabled: false })
  const other = await token({ ...tilda, role: "viewer" }, {})
  await assert.rejects(revokeApiToken(editor, other.id, now()), { code: "not_found" })
  await revokeApiToken({ ...tilda, role: "viewer" }, other.id, now())
  assert.equal(await tokenViewer(other.token, now()), undefined)
  await deleteUser(admin, "tilda")
  assert.equal(await roleOfToken(), undefined)
})

test("a token is never more than its maker: role, scopes, end", async () => {
  await assert.rejects(token(editor, { role: "admin" }), { key: "apiToken.roleAboveYou" })
  const narrow = await token(editor, {
    role: "editor",
    scopes: ["api-token:write"],
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  })
  const viewer = (await tokenViewer(narrow.token, now()))!
  await assert.rejects(token(viewer, { scopes: ["*"] }), { key: "apiToken.scopes" })
  await assert.rejects(token(viewer, { scopes: ["dashboard:read"] }), { key: "apiToken.scopes" })
  await assert.rejects(token(viewer, { scopes: ["api-token:write"] }), { key: "apiToken.longer" })
  await assert.rejects(token(editor, { expiresAt: "2020-01-01T00:00:00Z" }), { key: "apiToken.past" })
  const mine = await listApiTokens(editor, { limit: 100 })
  assert.ok(mine.items.every((one) => one.createdBy === "edda"))
})

test("the bootstrap token is an owner's, is made once, and stays revoked", async () => {
  forgetEnv()
  await ensureBootstrapToken()
  await ensureBootstrapToken()
  const viewer = await tokenViewer("a-bootstrap-token-of-an-operator", now())
  assert.ok(viewer?.kind === "token" && viewer.role === "owner")
  await revokeApiToken(viewer, viewer.id, now())
  await ensureBootstrapToken()
  assert.equal(await tokenViewer("a-bootstrap-token-of-an-operator", now()), undefined)
})

test("the audit log names who did what and holds no password, hash or token", async () => {
  const made = await token(admin, { role: "admin" })
  const authorization = `Bearer ${made.token}`
  const body = { id: "zoe", name: "Zoe", email: "zoe@example.com", role: "viewer", password: "canary unrelated words" }
  const created = await createRoute(request("POST", "users", body, { authorization, "x-request-id": "request-zoe-1" }))
  assert.equal(created.status, 201)
  const params = Promise.resolve({ id: "zoe" })
  await patchRoute(request("PATCH", "users/zoe", { password: "canary of other words" }, { authorization }), { params })
  const log = await listAudit(admin, { limit: 100, search: "zoe" })
  assert.deepEqual(
    log.items.map((entry) => entry.action),
    ["user.update", "user.create"],
  )
  assert.equal(log.items[1]?.requestId, "request-zoe-1")
  assert.equal(log.items[1]?.actor, `token:${made.id}:t`)
  const everything = JSON.stringify(await prisma.auditEntry.findMany())
  assert.doesNotMatch(everything, /canary/)
  assert.ok(!everything.includes(made.token))
  const list = await (await listRoute(request("GET", "users", undefined, { authorization }))).text()
  assert.doesNotMatch(list, /canary|password|hash/i)
})

test("unknown keys, bad values, no JSON and too much of it are refused with what is wrong, in the reader's language", async () => {
  const made = await token(admin, { role: "admin" })
  const authorization = `Bearer ${made.token}`
  const ask = async (body: string, headers: Record<string, string> = {}) => {
    const answer = await createRoute(
      new Request("http://localhost:3000/api/users", { method: "POST", body, headers: { authorization, ...headers } }),
    )
    return { status: answer.status, error: (await answer.json()).error }
  }
  const good = { name: "N", email: "n@example.com", role: "viewer", password }
  const extra = await ask(JSON.stringify({ ...good, isOwner: true }))
  assert.equal(extra.status, 400)
  assert.deepEqual(Object.keys(extra.error.fields), ["isOwner"])
  const korean = await ask(JSON.stringify({ ...good, email: "x" }), { "accept-language": "ko" })
  assert.match(korean.error.message, /올바르지 않은/)
  assert.match(korean.error.fields.email, /[가-힣]/)
  assert.equal((await ask("{")).error.code, "bad_request")
  assert.equal((await ask(`"${"x".repeat(1024 * 1024)}"`)).status, 413)
})
