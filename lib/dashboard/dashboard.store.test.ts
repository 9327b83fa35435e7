import assert from "node:assert/strict"
import { test } from "node:test"
import type { Viewer } from "#lib/access/viewer.ts"
import { prisma } from "#lib/db/prisma.ts"
import { withDatabase } from "#lib/db/testing.ts"
import type { AppError } from "#lib/http/errors.ts"
import { DashboardListQuery } from "./list.ts"
import { listDashboards, starDashboard } from "./list-store.ts"
import { DashboardInput } from "./schema.ts"
import { createDashboard, deleteDashboard, getDashboard, updateDashboard } from "./store.ts"
import { getVersion, listVersions, restoreVersion } from "./version-store.ts"

const editor: Viewer = { kind: "user", id: "u1", name: "Mina", email: "mina@example.org", role: "editor" }
const reader: Viewer = { ...editor, id: "u2", name: "Jun", role: "viewer" }
const document = (title: string, more: Record<string, unknown> = {}) => DashboardInput.parse({ title, ...more })
const list = (query: Record<string, unknown> = {}) => listDashboards(reader, DashboardListQuery.parse(query))
const titles = async (query: Record<string, unknown> = {}) => (await list(query)).items.map((item) => item.title)

await withDatabase()
for (const { id, name } of [editor, reader] as { id: string; name: string }[]) {
  await prisma.user.create({ data: { id, name, email: `${id}@example.org` } })
}

test("a dashboard is created, read, saved, brought back and deleted", async () => {
  const made = await createDashboard(editor, document("Shop", { id: "shop", tags: ["web"] }))
  assert.deepEqual([made.version, made.updatedBy, made.refresh], [1, "Mina", ""])
  await assert.rejects(createDashboard(editor, document("Again", { id: "shop" })), { code: "conflict", key: "dashboardExists" })
  await assert.rejects(createDashboard(reader, document("No")), { code: "forbidden" })
  const saved = await updateDashboard(editor, "shop", { document: document("Shop 2"), version: 1 })
  assert.deepEqual([saved.version, saved.title, saved.tags], [2, "Shop 2", []])
  assert.equal((await getVersion(editor, "shop", 1)).title, "Shop")
  const restored = await restoreVersion(editor, "shop", 1, 2)
  assert.deepEqual([restored.version, restored.title, restored.tags], [3, "Shop", ["web"]])
  const versions = await listVersions(editor, "shop", { limit: 2 })
  assert.deepEqual(
    versions.items.map(({ version, restoredFrom }) => [version, restoredFrom]),
    [
      [3, 1],
      [2, undefined],
    ],
  )
  assert.deepEqual(
    (await listVersions(editor, "shop", { limit: 2, cursor: versions.nextCursor })).items.map(({ version }) => version),
    [1],
  )
  await assert.rejects(listVersions(reader, "shop", { limit: 2 }), { code: "forbidden" })
  await deleteDashboard(editor, "shop")
  await assert.rejects(getDashboard(reader, "shop"), { code: "not_found", key: "dashboardNotFound" })
  const audited = await prisma.auditEntry.findMany({ where: { thingId: "shop" }, orderBy: { at: "asc" } })
  assert.deepEqual(
    audited.map(({ action }) => action),
    ["dashboard.create", "dashboard.update", "dashboard.update", "dashboard.delete"],
  )
})

test("of many edits of one version exactly one is saved; the others hear who and which", async () => {
  await createDashboard(editor, document("Race", { id: "race" }))
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) => updateDashboard(editor, "race", { document: document(`Race ${index}`), version: 1 })),
  )
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1)
  const refused = results.find((result) => result.status === "rejected")?.reason as AppError
  assert.deepEqual([refused.code, refused.params.version, refused.params.by, refused.fields], ["conflict", 2, "Mina", { version: "2" }])
  await assert.rejects(updateDashboard(editor, "nowhere", { document: document("x"), version: 1 }), { code: "not_found" })
  await assert.rejects(updateDashboard(editor, "race", { document: document("x", { id: "other" }), version: 2 }), {
    key: "dashboardOtherId",
  })
  await deleteDashboard(editor, "race")
})

test("the list is paged by title, searched in title, folder and tags, and starred per person", async () => {
  const made = ["beta", "Alpha", "alpha", "100% up", "Gamma"]
  for (const [index, title] of made.entries()) {
    await createDashboard(editor, document(title, { id: `d${index}`, folder: index === 4 ? "Ops" : "", tags: index === 0 ? ["db"] : [] }))
  }
  assert.deepEqual(await titles(), ["100% up", "Alpha", "alpha", "beta", "Gamma"])
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await list({ limit: "2", ...(cursor ? { cursor } : {}) })
    seen.push(...page.items.map((item) => item.title))
    cursor = page.nextCursor
  } while (cursor)
  assert.deepEqual(seen, ["100% up", "Alpha", "alpha", "beta", "Gamma"])
  assert.deepEqual(await titles({ search: "ALPH" }), ["Alpha", "alpha"])
  assert.deepEqual(await titles({ search: "%" }), ["100% up"])
  assert.deepEqual(await titles({ search: "ops" }), ["Gamma"])
  assert.deepEqual(await titles({ search: "db" }), ["beta"])
  assert.deepEqual(await titles({ tag: "db" }), ["beta"])
  assert.deepEqual(await titles({ folder: "Ops" }), ["Gamma"])
  await starDashboard(reader, "d4", true)
  await starDashboard(reader, "d4", true)
  await starDashboard(editor, "d0", true)
  assert.deepEqual(await titles({ starred: "true" }), ["Gamma"])
  await starDashboard(reader, "d4", false)
  assert.deepEqual(await titles({ starred: "true" }), [])
  await assert.rejects(starDashboard(reader, "nowhere", true), { code: "not_found" })
  await assert.rejects(list({ cursor: "bm9uZQ" }), { code: "bad_request", key: "cursorInvalid" })
})
