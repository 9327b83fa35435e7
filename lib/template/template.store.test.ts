import assert from "node:assert/strict"
import { before, test } from "node:test"
import type { Viewer } from "#lib/access/viewer.ts"
import { getAlertRule } from "#lib/alert-rule/store.ts"
import { getDashboard } from "#lib/dashboard/store.ts"
import { createDatasource } from "#lib/datasource/store.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { getRunbook } from "#lib/runbook/store.ts"
import { dashboardFromTemplate, listTemplates, ruleFromTemplate } from "./store.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
await withDatabase()

const editor: Viewer = { kind: "user", id: "e", name: "E", email: "e@example.test", role: "editor" }
const reader: Viewer = { ...editor, role: "viewer" }
const language = "ko"

before(async () => {
  for (const kind of ["prometheus", "loki"])
    await createDatasource({ kind: "system" }, { id: kind, name: kind, kind, settings: { url: "http://127.0.0.1:9" } }, "en")
})

test("the list is in the reader's language", () => {
  assert.equal(listTemplates(reader, "ko").dashboards[0]?.title, "서비스 현황 (RED)")
  assert.equal(listTemplates(reader, "en").rules[0]?.title, "Service Down Report")
  assert.throws(() => listTemplates({ kind: "anonymous" }, "en"), { code: "unauthenticated" })
})

test("an optional source adds its panels, a missing one leaves them out", async () => {
  const with_ = await dashboardFromTemplate(editor, "service-overview", {
    datasources: { prometheus: "prometheus", loki: "loki" },
    language,
  })
  const without = await dashboardFromTemplate(editor, "service-overview", { datasources: { prometheus: "prometheus" }, language })
  const kinds = async ({ id }: { id: string }) => new Set((await getDashboard(editor, id)).panels.map((panel) => panel.kind))
  assert.ok((await kinds(with_)).has("logs"))
  assert.ok(!(await kinds(without)).has("logs"))
})

test("a source of another kind, none at all, an unknown template: refused, nothing is made", async () => {
  const make = (name: string, datasources: Record<string, string>) => dashboardFromTemplate(editor, name, { datasources, language })
  await assert.rejects(make("jvm", { prometheus: "loki" }), { code: "bad_request", fields: { datasources: "prometheus" } })
  await assert.rejects(make("jvm", {}), { code: "bad_request" })
  await assert.rejects(make("jvm", { prometheus: "nowhere" }), { code: "not_found" })
  await assert.rejects(make("nothing", { prometheus: "prometheus" }), { code: "not_found" })
  await assert.rejects(dashboardFromTemplate(reader, "jvm", { datasources: { prometheus: "prometheus" }, language }), { code: "forbidden" })
})

test("a rule comes with its runbook, each time another", async () => {
  const make = () => ruleFromTemplate(editor, "service-down", { datasourceId: "prometheus", language })
  const [one, two] = [await make(), await make()]
  const rule = await getAlertRule(editor, one.id, language)
  assert.equal((await getRunbook(editor, rule.runbookId ?? "")).title, "서비스가 중단됐을 때")
  assert.notEqual(one.id, two.id)
  await assert.rejects(ruleFromTemplate(editor, "service-down", { datasourceId: "loki", language }), { code: "bad_request" })
})
