import assert from "node:assert/strict"
import { test } from "node:test"
import { prisma } from "#lib/db/prisma.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { log } from "#lib/log.ts"
import { POST as setup } from "../../app/api/setup/route.ts"
import { POST as signIn } from "../../app/api/auth/sign-in/email/route.ts"
import { GET as session } from "../../app/api/auth/get-session/route.ts"
import { POST as changePassword } from "../../app/api/auth/change-password/route.ts"
import { POST as signOut } from "../../app/api/auth/sign-out/route.ts"
import { ensureSetupToken } from "./setup.ts"

const password = "four unrelated words"
const owner = { name: "Ada", email: "ada@example.com", password }

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
log.level = "silent"
await withDatabase()

interface Sent {
  body?: unknown
  cookie?: string
  address?: string
  headers?: Record<string, string>
}

const ask = (method: string, path: string, { body, cookie, address = "203.0.113.1", headers }: Sent) =>
  new Request(`http://localhost:3000/api/${path}`, {
    method,
    headers: { host: "localhost:3000", "x-bongsu-address": address, ...(cookie ? { cookie } : {}), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ")

const login = (body: object, more: Omit<Sent, "body"> = {}) => signIn(ask("POST", "auth/sign-in/email", { body, ...more }))
const whoIs = async (cookie: string) => (await (await session(ask("GET", "auth/get-session", { cookie }))).json()).user

test("setup: a wrong token is refused, of two at once one wins, and afterwards there is nothing", async () => {
  const token = await ensureSetupToken()
  assert.ok(token)
  const wrong = await setup(ask("POST", "setup", { body: { ...owner, token: "x".repeat(43) } }))
  assert.equal(wrong.status, 403)
  const answers = await Promise.all(
    [1, 2].map((n) => setup(ask("POST", "setup", { body: { ...owner, email: `ada${n}@example.com`, token } }))),
  )
  assert.deepEqual(
    answers.map((answer) => answer.status).toSorted((a, b) => a - b),
    [201, 404],
  )
  assert.equal(await prisma.user.count(), 1)
  await prisma.user.updateMany({ data: { email: owner.email } })
  const winner = answers.find((answer) => answer.status === 201)
  assert.equal((await whoIs(cookiesOf(winner!)))?.role, "owner")
  assert.equal(await ensureSetupToken(), null)
  assert.equal((await setup(ask("POST", "setup", { body: { ...owner, token } }))).status, 404)
})

test("unknown address and wrong password answer alike; the right one gives a session cookie and no token in the body", async () => {
  const unknown = await login({ email: "nobody@example.com", password })
  const wrong = await login({ email: owner.email, password: "not this one at all" })
  assert.equal(unknown.status, 401)
  const [a, b] = [await unknown.json(), await wrong.json()]
  assert.deepEqual({ ...a.error, requestId: "" }, { ...b.error, requestId: "" })
  const right = await login({ email: owner.email, password })
  assert.deepEqual(await right.json(), { ok: true })
  const lines = right.headers.getSetCookie()
  assert.match(lines[0] ?? "", /^bongsu\.session_token=.*HttpOnly; SameSite=Lax$/)
  assert.equal((await whoIs(cookiesOf(right)))?.email, owner.email)
})

test("a login that another site sends is refused", async () => {
  const foreign: Record<string, string>[] = [{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }]
  for (const headers of foreign) {
    assert.equal((await login({ email: owner.email, password }, { headers })).status, 403)
  }
})

test("a forged or altered session cookie is nobody", async () => {
  const cookie = cookiesOf(await login({ email: owner.email, password }))
  assert.equal(await whoIs(cookie.replace("bongsu.session_token=", "bongsu.session_token=A")), null)
  assert.equal(await whoIs("bongsu.session_token=abc.def"), null)
})

test("the owner's device gets in while a stranger's address is shut out", async () => {
  const device = cookiesOf(await login({ email: owner.email, password }))
  const tries = await Promise.all(
    Array.from({ length: 40 }, () => login({ email: owner.email, password: "a guess, wrong" }, { address: "198.51.100.7" })),
  )
  const statuses = tries.map((answer) => answer.status)
  assert.equal(statuses.filter((status) => status === 401).length, 15)
  assert.equal(statuses.filter((status) => status === 429).length, 25)
  const shut = tries.find((answer) => answer.status === 429)
  assert.ok(Number(shut?.headers.get("retry-after")) > 60)
  assert.equal((await login({ email: owner.email, password }, { address: "198.51.100.7" })).status, 429)
  assert.equal((await login({ email: owner.email, password }, { address: "198.51.100.7", cookie: device })).status, 200)
  assert.equal((await login({ email: owner.email, password }, { address: "203.0.113.99" })).status, 200)
})

test("an account attacked from a hundred addresses is closed to strangers, not to its owner's device", async () => {
  const device = cookiesOf(await login({ email: owner.email, password }))
  const statuses: number[] = []
  for (let n = 0; n < 100; n++) {
    statuses.push((await login({ email: owner.email, password: "a guess, wrong" }, { address: `192.0.2.${n}` })).status)
  }
  assert.equal(statuses.at(-1), 429)
  assert.ok(statuses.filter((status) => status === 401).length <= 45)
  assert.equal((await login({ email: owner.email, password }, { cookie: device })).status, 200)
})

test("a password change ends every other session; the old password is dead", async () => {
  const device = cookiesOf(await login({ email: owner.email, password }, { address: "203.0.113.50", cookie: await knownDevice() }))
  const other = cookiesOf(await login({ email: owner.email, password }, { cookie: device }))
  const body = { currentPassword: password, newPassword: "five other unrelated words" }
  const refused = await changePassword(ask("POST", "auth/change-password", { body: { ...body, currentPassword: "no" }, cookie: device }))
  assert.equal(refused.status, 400)
  const changed = await changePassword(ask("POST", "auth/change-password", { body, cookie: device }))
  assert.equal(changed.status, 200)
  assert.equal(await whoIs(other), null)
  assert.equal((await whoIs(cookiesOf(changed)))?.email, owner.email)
  assert.equal((await login({ email: owner.email, password }, { cookie: device })).status, 401)
  await signOut(ask("POST", "auth/sign-out", { cookie: cookiesOf(changed), body: {} }))
  assert.equal(await whoIs(cookiesOf(changed)), null)
})

async function knownDevice(): Promise<string> {
  const { deviceCookie } = await import("./throttle.ts")
  return deviceCookie(new Headers(), owner.email).split(";")[0] ?? ""
}
