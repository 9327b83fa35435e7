import assert from "node:assert/strict"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { after, test } from "node:test"
import { createApiToken } from "#lib/access/api-token-store.ts"
import type { Role } from "#lib/access/viewer.ts"
import { prisma } from "#lib/db/prisma.ts"
import { withDatabase } from "#lib/db/testing.ts"
import type { Route } from "#lib/http/route.ts"
import * as explore from "../explore/query/route.ts"
import * as panels from "../query/route.ts"
import * as trace from "../traces/[datasourceId]/[traceId]/route.ts"
import * as dashboard from "./[id]/route.ts"
import * as exported from "./[id]/export/route.ts"
import * as restore from "./[id]/restore/route.ts"
import * as star from "./[id]/star/route.ts"
import * as dashboards from "./route.ts"

process.env.BONGSU_SECRET_KEY ??= Buffer.alloc(32, 7).toString("base64")
await withDatabase()

let hits = 0
const server = createServer((_, response) => {
  hits += 1
  response.setHeader("content-type", "application/json")
  response.end(
    JSON.stringify({ status: "success", data: { resultType: "matrix", result: [{ metric: { job: "api" }, values: [[1, "2"]] }] } }),
  )
})
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
after(() => void server.close())
const settings = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
await prisma.datasource.create({ data: { id: "prom", name: "canary-name", kind: "prometheus", settings } })
await prisma.user.create({ data: { id: "o", name: "Owner", email: "o@example.org", role: "owner" } })

async function tokenOf(role: Role): Promise<string> {
  const made = await createApiToken(
    { kind: "user", id: "o", name: "Owner", email: "o@example.org", role: "owner" },
    { name: role, role, scopes: ["*"] },
    new Date(),
  )
  return made.token
}
const editor = await tokenOf("editor")
const viewer = await tokenOf("viewer")

interface Call {
  token?: string
  method?: string
  body?: unknown
  params?: Record<string, string>
  search?: string
}

async function call(handler: Route, { token, method = "GET", body, params = {}, search = "" }: Call) {
  const request = new Request(`http://localhost:3000/api/x${search}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const answer = await handler(request, { params: Promise.resolve(params) })
  const text = await answer.text()
  return {
    status: answer.status,
    text,
    json: (text.startsWith("{") ? JSON.parse(text.split("\n")[0] ?? "") : {}) as Record<string, unknown>,
    headers: answer.headers,
  }
}

const range = { from: "now-1h", to: "now" }
const document = {
  id: "shop",
  title: "Shop",
  panels: [
    { id: "a", kind: "timeseries", grid: { x: 0, y: 0, w: 12, h: 8 }, datasourceId: "prom", queries: [{ ref: "A", expr: "canary_query" }] },
  ],
}

test("a dashboard over HTTP: made, read by role, saved, refused when stale, deleted", async () => {
  assert.equal((await call(dashboards.POST, { token: viewer, method: "POST", body: document })).status, 403)
  assert.equal((await call(dashboards.POST, { method: "POST", body: document })).status, 401)
  const made = await call(dashboards.POST, { token: editor, method: "POST", body: document })
  assert.deepEqual([made.status, made.json.id, made.json.version], [201, "shop", 1])
  const params = { id: "shop" }
  assert.match((await call(dashboard.GET, { token: editor, params })).text, /canary_query/)
  const seen = await call(dashboard.GET, { token: viewer, params })
  assert.equal(seen.status, 200)
  assert.ok(!seen.text.includes("canary"), seen.text)
  assert.equal((await call(exported.GET, { token: viewer, params })).status, 403)
  const saved = await call(dashboard.PUT, { token: editor, method: "PUT", params, body: { ...document, title: "Shop 2", version: 1 } })
  assert.equal(saved.json.version, 2)
  const stale = await call(dashboard.PUT, { token: editor, method: "PUT", params, body: { ...document, version: 1 } })
  assert.deepEqual([stale.status, (stale.json.error as { fields?: unknown }).fields], [409, { version: "2" }])
  assert.match(stale.text, /editor saved version 2/)
  const extra = await call(dashboard.PUT, { token: editor, method: "PUT", params, body: { ...document, version: 2, secret: 1 } })
  assert.equal(extra.status, 400)
  assert.equal((await call(restore.POST, { token: editor, method: "POST", params, body: { version: 1, current: 2 } })).json.version, 3)
  assert.equal((await call(star.PUT, { token: editor, method: "PUT", params })).status, 403)
  const list = await call(dashboards.GET, { token: viewer, search: "?search=sho" })
  assert.equal((list.json.items as unknown[]).length, 1)
  assert.equal((await call(dashboard.DELETE, { token: editor, method: "DELETE", params })).status, 204)
  assert.equal((await call(dashboard.GET, { token: editor, params })).status, 404)
})

test("panels over HTTP: a viewer sends ids; anything else is refused and costs nothing", async () => {
  await call(dashboards.POST, { token: editor, method: "POST", body: document })
  hits = 0
  const refused: [Route, Call, number][] = [
    [panels.POST, { token: viewer, method: "POST", body: { dashboardId: "shop", range, expr: "up" } }, 400],
    [panels.POST, { token: viewer, method: "POST", body: { dashboardId: "shop", range, panels: ["a"], datasourceId: "prom" } }, 400],
    [panels.POST, { token: viewer, method: "POST", body: { dashboardId: "shop", range: { from: "now", to: "now-1h" } } }, 400],
    [panels.POST, { token: viewer, method: "POST", body: { dashboardId: "none", range } }, 404],
    [panels.POST, { method: "POST", body: { dashboardId: "shop", range } }, 401],
    [explore.POST, { token: viewer, method: "POST", body: { datasourceId: "prom", query: { expr: "up" }, range } }, 403],
    [explore.POST, { token: editor, method: "POST", body: { datasourceId: "prom", query: { expr: "up", nonsense: 1 }, range } }, 400],
    [trace.GET, { token: viewer, params: { datasourceId: "prom", traceId: "xyz" } }, 400],
    [trace.GET, { token: viewer, params: { datasourceId: "prom", traceId: "abc" } }, 400],
  ]
  for (const [handler, input, status] of refused) assert.equal((await call(handler, input)).status, status, JSON.stringify(input))
  assert.equal(hits, 0)
  const read = await call(panels.POST, { token: viewer, method: "POST", body: { dashboardId: "shop", range } })
  assert.deepEqual([read.status, hits, read.headers.get("content-type")], [200, 1, "application/x-ndjson"])
  assert.ok(!read.text.includes("canary") && !read.text.includes("127.0.0.1"))
  assert.equal(read.json.panelId, "a")
  const free = await call(explore.POST, { token: editor, method: "POST", body: { datasourceId: "prom", query: { expr: "up" }, range } })
  assert.deepEqual([free.status, (free.json.frames as unknown[]).length], [200, 1])
})
