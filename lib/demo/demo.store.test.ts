import assert from "node:assert/strict"
import { afterEach, test } from "node:test"
import { hashToken } from "#lib/access/token.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { pool } from "#lib/db/pool.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { createDatasource } from "#lib/datasource/store.ts"
import { DashboardInput } from "#lib/dashboard/schema.ts"
import { createDashboard } from "#lib/dashboard/store.ts"
import { getNotificationPolicy } from "#lib/notification/store.ts"
import { dashboardTemplates } from "#lib/template/dashboards.ts"
import { ruleTemplates } from "#lib/template/rules.ts"
import { pointDatasources, seedDemo } from "./seed.ts"
import { isDemoRemoved } from "./removed.ts"
import { demoShareToken, demoState, demoToRun, pauseDemoRules, removeDemo } from "./store.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
const { url } = await withDatabase()

const system: Viewer = { kind: "system" }
const viewer: Viewer = { kind: "user", id: "v", name: "V", email: "v@example.test", role: "viewer" }
const urls = { prometheus: "http://127.0.0.1:1", loki: "http://127.0.0.1:2", tempo: "http://127.0.0.1:3" }
const seed = { urls, language: "en", timezone: "UTC" } as const
const count = async (table: string) => (await pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n
async function show() {
  const run = await demoToRun(undefined)
  await pointDatasources(seed)
  await seedDemo(seed)
  return run
}

afterEach(() =>
  pool.query(
    "truncate demo, datasource, dashboard, dashboard_version, share_link, alert_rule, alert_group, runbook, contact_point, notification_policy cascade",
  ),
)

test("it is shown while there is no datasource but its own, with one clock for its whole life", async () => {
  const first = await show()
  assert.equal(first?.seeded, false)
  assert.deepEqual(await demoToRun(undefined), { phaseMs: first?.phaseMs, seeded: true })
  assert.equal((await demoState(viewer)).state, "on")
  assert.equal(await demoToRun(false), undefined, "BONGSU_DEMO=0")
  await createDatasource(system, { name: "Real", kind: "prometheus", settings: { url: "http://prometheus.example:9090" } }, "en")
  assert.equal(await demoToRun(undefined), undefined)
  assert.equal(await demoToRun(true), undefined, "never beside a real datasource")
  assert.equal((await demoState(viewer)).state, "left")
})

test("it makes every template's dashboard and rule, an inbox, a policy and a link, and again makes nothing twice", async () => {
  await show()
  await seedDemo(seed)
  assert.equal(await count("dashboard"), dashboardTemplates.length + 1)
  assert.equal(await count("alert_rule"), ruleTemplates.length)
  assert.equal(await count("runbook"), ruleTemplates.length)
  assert.equal((await getNotificationPolicy(system)).contactPointId, "inbox")
  const { rows } = await pool.query("select language, dashboard_id from share_link where token_hash = $1", [hashToken(demoShareToken())])
  assert.deepEqual(rows, [{ language: "ko", dashboard_id: "demo-business-ko" }])
})

test("its datasources follow the ports of each start", async () => {
  await show()
  await pointDatasources({ ...seed, urls: { ...urls, loki: "http://127.0.0.1:9" } })
  const { rows } = await pool.query<{ url: string }>("select settings ->> 'url' as url from datasource where id = 'demo-loki'")
  assert.equal(rows[0]?.url, "http://127.0.0.1:9")
})

test("the link's address is for those who may see links", async () => {
  await show()
  assert.equal((await demoState(viewer)).shareUrl, undefined)
  assert.match((await demoState({ ...viewer, role: "editor" })).shareUrl ?? "", /\/share\/[A-Za-z0-9_-]{32}$/)
})

test("removed, it stays away until it is asked for", async () => {
  await show()
  await assert.rejects(removeDemo({ ...viewer, role: "editor" }), { code: "forbidden" })
  assert.equal(await isDemoRemoved(url), false)
  await removeDemo(system)
  assert.equal(await isDemoRemoved(url), true)
  for (const table of ["datasource", "dashboard", "alert_rule", "runbook", "share_link"]) assert.equal(await count(table), 0, table)
  assert.equal(await count("contact_point"), 1, "the inbox is the user's now")
  assert.equal(await demoToRun(undefined), undefined)
  assert.equal((await demoToRun(true))?.seeded, false)
  assert.equal(await isDemoRemoved(url), false, "asked for, it is there again")
})

test("what a user made of its data keeps it, by name", async () => {
  await show()
  const panel = { id: "p", kind: "timeseries", title: "", grid: { x: 0, y: 0, w: 6, h: 6 }, datasourceId: "demo-prometheus", queries: [] }
  await createDashboard(system, DashboardInput.parse({ id: "mine", title: "Mine", panels: [panel] }))
  await assert.rejects(removeDemo(system), { code: "conflict", params: { users: '"Mine"' } })
  assert.equal(await count("alert_rule"), ruleTemplates.length, "nothing was deleted")
})

test("its rules rest when its process does", async () => {
  await show()
  await pauseDemoRules(system, "en")
  const { rows } = await pool.query("select 1 from alert_rule where not paused")
  assert.equal(rows.length, 0)
})
