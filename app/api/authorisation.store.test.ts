import assert from "node:assert/strict"
import { test } from "node:test"
import { can } from "#lib/access/can.ts"
import { createApiToken } from "#lib/access/api-token-store.ts"
import { ApiTokenCreate } from "#lib/access/schema.ts"
import { type Role, roles, type Viewer } from "#lib/access/viewer.ts"
import { createUser } from "#lib/access/user-store.ts"
import { UserCreate } from "#lib/access/schema.ts"
import { prisma } from "#lib/db/prisma.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { log } from "#lib/log.ts"
import { ShareLinkCreate } from "#lib/share/schema.ts"
import { createShareLink } from "#lib/share/store.ts"
import { type CallableEntry, routeEntries } from "./openapi.json/entries.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
log.level = "silent"
await withDatabase()

const system: Viewer = { kind: "system" }
const tokens = new Map<Role, string>()
for (const role of roles) {
  const user = await createUser(
    system,
    UserCreate.parse({ id: role, name: role, email: `${role}@example.com`, role, password: "four unrelated words" }),
  )
  const maker: Viewer = { kind: "user", id: user.id, name: role, email: user.email, role }
  tokens.set(role, (await createApiToken(maker, ApiTokenCreate.parse({ name: role, role }), new Date())).token)
}
const document = {
  title: "Shop",
  schemaVersion: 1,
  tags: [],
  variables: [],
  panels: [],
  time: { from: "now-1h", to: "now" },
  timezone: "utc",
  refresh: "",
}
await prisma.dashboard.create({ data: { id: "shop", title: "Shop", document, tags: [] } })
const link = await createShareLink(system, ShareLinkCreate.parse({ dashboardId: "shop" }), new Date())
const shareToken = link.url.split("/share/")[1] ?? ""

/** An unknown query key: whoever gets past the door is told so (400) before anything is done. */
const POISON = "?not-a-parameter=1"

function ask({ path, method, call }: CallableEntry, headers: Record<string, string>): Promise<Response> {
  const params = Object.fromEntries([...path.matchAll(/\[([^\]]+)\]/g)].map((match) => [match[1] ?? "", "abcdefghijklmnopqrstuvwxyz"]))
  const body = method === "GET" || method === "DELETE" ? {} : { body: "{}" }
  return call(new Request(`http://localhost:3000${path}${POISON}`, { method, headers, ...body }), { params: Promise.resolve(params) })
}

const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code

for (const entry of await routeEntries()) {
  const { method, path, definition } = entry
  const name = `${method} ${path}`

  test(`${name}: nobody`, async () => {
    assert.equal(await codeOf(await ask(entry, {})), definition.public ? "bad_request" : "unauthenticated")
  })

  test(`${name}: a wrong token`, async () => {
    assert.equal(await codeOf(await ask(entry, { authorization: "Bearer bgs_wrong" })), "unauthenticated")
  })

  for (const role of roles) {
    test(`${name}: ${role}`, async () => {
      const viewer: Viewer = { kind: "user", id: role, name: role, email: "", role }
      const passes = definition.public || (definition.can !== undefined && can(viewer, definition.can))
      assert.equal(await codeOf(await ask(entry, { authorization: `Bearer ${tokens.get(role)}` })), passes ? "bad_request" : "forbidden")
    })
  }

  test(`${name}: a view-only link`, async () => {
    assert.equal(await codeOf(await ask(entry, { "x-bongsu-share": shareToken })), definition.share ? "bad_request" : "not_found")
  })

  test(`${name}: another site's page`, async () => {
    const answer = await ask(entry, { origin: "https://evil.example", host: "localhost:3000" })
    if (method !== "GET") assert.equal(await codeOf(answer), "forbidden")
  })
}

test("only these may be called by a view-only link", async () => {
  const shared = (await routeEntries()).filter((entry) => entry.definition.share).map((entry) => `${entry.method} ${entry.path}`)
  const expected = ["GET /api/share/[token]", "POST /api/query"]
  assert.deepEqual(
    shared.filter((name) => !expected.includes(name)),
    [],
  )
})
