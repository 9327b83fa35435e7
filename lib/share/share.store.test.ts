import assert from "node:assert/strict"
import { test } from "node:test"
import type { Viewer } from "#lib/access/viewer.ts"
import { prisma } from "#lib/db/prisma.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { log } from "#lib/log.ts"
import { GET as open } from "../../app/api/share/[token]/route.ts"
import { POST as givePassword } from "../../app/api/share/[token]/password/route.ts"
import { GET as list } from "../../app/api/share-links/route.ts"
import { ShareLinkCreate } from "./schema.ts"
import { createShareLink, listShareLinks, revokeShareLink, updateShareLink } from "./store.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
log.level = "silent"
await withDatabase()

const editor: Viewer = { kind: "user", id: "u1", name: "Ed", email: "ed-canary@example.com", role: "editor" }
const reader: Viewer = { ...editor, role: "viewer" }

const panel = (id: string) => ({
  id,
  kind: "stat",
  title: `Panel ${id}`,
  grid: { x: 0, y: 0, w: 6, h: 4 },
  datasourceId: "canary-datasource",
  queries: [{ ref: "A", expr: "canary_query", datasourceId: "canary-datasource" }],
  options: { unit: "percent" },
})
const document = {
  title: "Shop",
  schemaVersion: 1,
  time: { from: "now-6h", to: "now" },
  timezone: "browser",
  refresh: "",
  tags: ["canary-tag"],
  variables: [
    { kind: "query", name: "service", datasourceId: "canary-datasource", query: "canary_values", current: "canary-saved" },
    { kind: "text", name: "tenant", current: "canary-tenant" },
  ],
  panels: [panel("one"), panel("two")],
}
await prisma.dashboard.create({ data: { id: "shop", title: "Shop", document, tags: [] } })

const make = async (input: object = {}) => {
  const { id, url } = await createShareLink(editor, ShareLinkCreate.parse({ dashboardId: "shop", ...input }), new Date())
  return { id, token: url.split("/share/")[1] ?? "" }
}
const ask = (token: string, headers: Record<string, string> = {}) =>
  open(new Request(`http://localhost:3000/api/share/${token}`, { headers }), { params: Promise.resolve({ token }) })
const tryPassword = (token: string, password: string) =>
  givePassword(new Request(`http://localhost:3000/api/share/${token}/password`, { method: "POST", body: JSON.stringify({ password }) }), {
    params: Promise.resolve({ token }),
  })
const without = (body: { error: { requestId: string } }) => ({ ...body.error, requestId: "" })

test("the page's document holds nothing of queries, datasources, people, other panels, hidden variables or whom the link is for", async () => {
  const { id, token } = await make({ panels: ["one"], variables: { service: { mode: "choices", choices: ["a", "b"] } }, label: "For Kim" })
  const answer = await ask(token)
  const text = await answer.text()
  assert.doesNotMatch(text, /canary|"two"|Panel two|For Kim/)
  const view = JSON.parse(text)
  assert.deepEqual(view.variables, [{ name: "service", choices: ["a", "b"], current: "a" }])
  assert.deepEqual(Object.keys(view.panels[0]).toSorted(), ["grid", "id", "kind", "options", "title"])
  assert.deepEqual(view.time, { mode: "fixed", from: "now-6h", to: "now" })
  assert.equal(answer.headers.get("cache-control"), "private, no-store")
  assert.equal((await prisma.shareLink.findUniqueOrThrow({ where: { id } })).views, 1)
})

test("the token is stored as a hash only and is in no list", async () => {
  const { id, token } = await make()
  const row = await prisma.shareLink.findUniqueOrThrow({ where: { id } })
  assert.equal(row.tokenHash.length, 64)
  assert.ok(token.length >= 32)
  const everything = JSON.stringify([row, await listShareLinks(editor, { limit: 10 }), await prisma.auditEntry.findMany()])
  assert.ok(!everything.includes(token))
})

test("unknown, expired, paused and revoked links give one answer, at once", async () => {
  const unknown = await ask("x".repeat(32))
  const wanted = without(await unknown.json())
  assert.equal(unknown.status, 404)
  const expired = await make()
  await prisma.shareLink.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } })
  const paused = await make()
  await updateShareLink(editor, paused.id, { paused: true }, new Date())
  const revoked = await make({ password: "a good secret" })
  await revokeShareLink(editor, revoked.id, new Date())
  for (const { token } of [expired, paused, revoked]) {
    const answer = await ask(token)
    assert.equal(answer.status, 404)
    assert.deepEqual(without(await answer.json()), wanted)
  }
  await updateShareLink(editor, paused.id, { paused: false }, new Date())
  assert.equal((await ask(paused.token)).status, 200)
  await assert.rejects(updateShareLink(editor, revoked.id, { paused: false }, new Date()))
})

test("a password: none is 401, a wrong one is 401 and then 429, the right one opens this link only until it changes", async () => {
  const link = await make({ password: "a good secret" })
  const other = await make({ password: "a good secret" })
  assert.equal((await ask(link.token)).status, 401)
  const right = await tryPassword(link.token, "a good secret")
  const cookie = right.headers.getSetCookie()[0]?.split(";")[0] ?? ""
  assert.equal((await ask(link.token, { cookie })).status, 200)
  assert.equal((await ask(other.token, { cookie })).status, 401)
  assert.equal((await ask(other.token, { cookie: cookie.replace(link.id, other.id) })).status, 401)
  const statuses = []
  for (let n = 0; n < 20; n++) statuses.push((await tryPassword(other.token, "wrong")).status)
  assert.equal(statuses[0], 401)
  assert.equal(statuses.at(-1), 429)
  await updateShareLink(editor, link.id, { password: "another secret" }, new Date())
  assert.equal((await ask(link.token, { cookie })).status, 401)
})

test("the token opens no other call, and not with another link's header", async () => {
  const link = await make()
  const other = await make()
  const asked = await list(new Request("http://localhost:3000/api/share-links", { headers: { "x-bongsu-share": link.token } }))
  assert.equal(asked.status, 404)
  assert.equal((await ask(link.token, { "x-bongsu-share": "y".repeat(32) })).status, 404)
  assert.equal((await ask(other.token, { "x-bongsu-share": link.token })).status, 404)
})

test("a viewer makes and sees no links; a link names only what the dashboard has", async () => {
  await assert.rejects(createShareLink(reader, ShareLinkCreate.parse({ dashboardId: "shop" }), new Date()), { code: "forbidden" })
  await assert.rejects(listShareLinks(reader, { limit: 10 }), { code: "forbidden" })
  await assert.rejects(make({ dashboardId: "nowhere" }), { code: "not_found" })
  await assert.rejects(make({ panels: ["three"] }), { code: "bad_request" })
  await assert.rejects(make({ variables: { nope: { mode: "hidden" } } }), { code: "bad_request" })
  await assert.rejects(make({ time: { mode: "max", maxMs: 3_600_000 } }), { code: "bad_request" })
  await assert.rejects(make({ expiresAt: "2020-01-01T00:00:00Z" }), { code: "bad_request" })
})
