import assert from "node:assert/strict"
import { randomBytes } from "node:crypto"
import type { ServerResponse } from "node:http"
import { after, test } from "node:test"
import type { Viewer } from "#lib/access/viewer.ts"
import { pool } from "#lib/db/pool.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { forgetEnv } from "#lib/env.ts"
import { AppError } from "#lib/http/errors.ts"
import { createDatasource, deleteDatasource, getDatasource, listDatasources, openDatasource, updateDatasource } from "./store.ts"
import { completeDatasource, testDatasource, testTrial } from "./test-connection.ts"
import { readRecording, replay, standIn, type Seen } from "./testing.ts"

process.env.BONGSU_SECRET_KEY = randomBytes(32).toString("base64")
await withDatabase()
const folder = new URL("./kinds/prometheus/wire/", import.meta.url)
let answer: (seen: Seen, response: ServerResponse) => void = (seen, response) =>
  replay(readRecording(folder, seen.path.endsWith("buildinfo") ? "buildinfo" : "query_scalar"), response)
const server = await standIn((seen, response) => answer(seen, response))
after(server.close)

const userOf = (role: "viewer" | "editor" | "admin"): Viewer => ({ kind: "user", id: role, name: role, email: `${role}@example.org`, role })
const admin = userOf("admin")
const canary = "c4n4ry"
const input = (name: string, more: object = {}) => ({
  name,
  kind: "prometheus",
  settings: { url: server.url, bearerToken: canary, headers: { "X-Key": canary }, ...more },
})
const create = (name: string, more: object = {}) => createDatasource(admin, input(name, more), "en")
const failure = async (attempt: Promise<unknown>): Promise<AppError> => {
  const error = await attempt.then(
    () => assert.fail("no error"),
    (error: unknown) => error,
  )
  assert.ok(error instanceof AppError, String(error))
  return error
}
const asked = { language: "en" as const, requestId: "r", signal: new AbortController().signal }

test("secrets are sealed in the database, masked on the way out, open for reads", async () => {
  const made = await create("sealed")
  assert.deepEqual(made.settings, { url: server.url, bearerToken: { set: true }, headers: { "X-Key": { set: true } } })
  const { rows } = await pool.query<{ text: string }>("SELECT settings::text AS text FROM datasource WHERE id = $1", [made.id])
  assert.ok(rows[0]!.text.includes("bs1.") && !rows[0]!.text.includes(canary))
  const opened = await openDatasource(made.id)
  assert.equal(opened.settings.bearerToken, canary)
  assert.equal(opened.kind.name, "prometheus")
  const { rows: audits } = await pool.query<{ text: string }>("SELECT audit_entry::text AS text FROM audit_entry")
  assert.ok(audits.length > 0 && audits.every(({ text }) => !text.includes(canary)))
})

test("a sealed secret moved to another row does not open", async () => {
  const [a, b] = [await create("row a"), await create("row b")]
  await pool.query("UPDATE datasource SET settings = (SELECT settings FROM datasource WHERE id = $1) WHERE id = $2", [a.id, b.id])
  assert.equal((await failure(openDatasource(b.id))).key, "secretBroken")
})

test("masked secrets that come back keep the stored ones; a new value replaces", async () => {
  const { id } = await create("masked")
  const kept = await updateDatasource(
    admin,
    id,
    { settings: { url: `${server.url}/x`, bearerToken: { set: true }, headers: { "X-Key": "new" } } },
    "en",
  )
  assert.deepEqual(kept.settings?.bearerToken, { set: true })
  const { settings } = await openDatasource(id)
  assert.deepEqual([settings.url, settings.bearerToken, settings.headers], [`${server.url}/x`, canary, { "X-Key": "new" }])
})

test("stored secrets never go to another server", async () => {
  const { id } = await create("moved")
  const stolen = { url: "http://evil.example", bearerToken: { set: true } }
  const error = await failure(updateDatasource(admin, id, { settings: stolen }, "en"))
  assert.deepEqual([error.code, error.key, error.params.fields], ["bad_request", "secretOtherHost", "bearerToken"])
  assert.equal((await failure(testTrial(admin, { id, kind: "prometheus", settings: stolen }, asked))).key, "secretOtherHost")
  await updateDatasource(admin, id, { settings: { url: "http://other.example", bearerToken: "typed again" } }, "en")
})

test("settings are for those who may change them", async () => {
  const { id } = await create("shown")
  assert.equal("settings" in (await getDatasource(userOf("viewer"), id)), false)
  assert.equal("settings" in (await getDatasource(userOf("editor"), id)), false)
  for (const role of ["viewer", "editor"] as const) {
    for (const attempt of [
      createDatasource(userOf(role), input("no"), "en"),
      updateDatasource(userOf(role), id, { name: "no" }, "en"),
      deleteDatasource(userOf(role), id),
      testDatasource(userOf(role), id, asked),
    ]) {
      assert.equal((await failure(attempt)).code, "forbidden")
    }
  }
  assert.equal((await failure(completeDatasource(userOf("viewer"), id, { what: "labels", limit: 1 }, asked.signal))).code, "forbidden")
})

test("wrong settings are told field by field, unknown keys too", async () => {
  const error = await failure(create("wrong", { url: "ftp://x", tenantId: "a|b", nonsense: 1 }))
  assert.deepEqual(Object.keys(error.fields ?? {}).toSorted(), ["settings.nonsense", "settings.tenantId", "settings.url"])
  assert.equal((await failure(createDatasource(admin, { ...input("x"), kind: "nope" }, "en"))).key, "datasourceUnknownKind")
})

test("names and ids are taken once; the caller may choose the id", async () => {
  await createDatasource(admin, { ...input("own id"), id: "own" }, "en")
  assert.equal((await failure(createDatasource(admin, { ...input("other name"), id: "own" }, "en"))).key, "datasourceIdTaken")
  assert.equal((await failure(create("own id"))).key, "datasourceNameTaken")
})

test("one datasource is the default", async () => {
  const a = await createDatasource(admin, { ...input("default a"), isDefault: true }, "en")
  await createDatasource(admin, { ...input("default b"), isDefault: true }, "en")
  assert.equal((await getDatasource(admin, a.id)).isDefault, false)
})

test("the list is by name, in pages, and searched", async () => {
  for (const name of ["page 1", "page 2", "page 3"]) await create(name)
  const first = await listDatasources(admin, { limit: 2, search: "PAGE" })
  assert.deepEqual([first.items.map(({ name }) => name), first.nextCursor], [["page 1", "page 2"], "page 2"])
  const rest = await listDatasources(admin, { limit: 2, search: "page", cursor: first.nextCursor })
  assert.deepEqual([rest.items.map(({ name }) => name), rest.nextCursor], [["page 3"], undefined])
})

test("what is used is not deleted, and its users are named", async () => {
  const { id } = await create("used")
  await pool.query("INSERT INTO dashboard (id, title, tags, document) VALUES ('d1', 'Shop', '{}', $1)", [
    { panels: [{ queries: [{ ref: "A", datasourceId: id }] }] },
  ])
  const error = await failure(deleteDatasource(admin, id))
  assert.deepEqual([error.code, error.params.users], ["conflict", '"Shop"'])
  await pool.query("DELETE FROM dashboard WHERE id = 'd1'")
  await deleteDatasource(admin, id)
  assert.equal((await failure(openDatasource(id))).code, "not_found")
})

test("the test answers version and latency, for saved and for typed settings", async () => {
  const { id } = await create("tested")
  const saved = await testDatasource(admin, id, asked)
  assert.deepEqual([saved.ok, saved.version, saved.message], [true, "3.5.3+ds1", "Prometheus 3.5.3+ds1 answers."])
  assert.ok(saved.latencyMs >= 0)
  assert.equal(server.seen.at(-1)?.headers.authorization, `Bearer ${canary}`)
  const typed = await testTrial(
    admin,
    { id, kind: "prometheus", settings: { url: server.url, bearerToken: { set: true } } },
    { ...asked, language: "ko" },
  )
  assert.deepEqual([typed.ok, typed.message], [true, "Prometheus 3.5.3+ds1에서 정상 응답했어요."])
})

test("a test that fails says why and is no error", async () => {
  const closed = await standIn(() => {})
  closed.close()
  const result = await testTrial(admin, { kind: "prometheus", settings: { url: closed.url } }, asked)
  assert.equal(result.ok, false)
  assert.match(result.message, /refuses connections\. Check/)
  const metadata = await testTrial(admin, { kind: "prometheus", settings: { url: "http://169.254.169.254" } }, asked)
  assert.match(metadata.message, /requests never go there/)
})

test("a key that is gone is named, and nothing is overwritten", async () => {
  const { id } = await create("rotated")
  const old = process.env.BONGSU_SECRET_KEY!
  await updateDatasource(admin, id, { name: "rotated again" }, "en")
  process.env.BONGSU_SECRET_KEY = randomBytes(32).toString("base64")
  forgetEnv()
  const error = await failure(openDatasource(id))
  assert.equal(error.key, "secretKeyUnknown")
  assert.match(String(error.params.keyId), /^[0-9a-f]{8}$/)
  process.env.BONGSU_SECRET_KEY_PREVIOUS = old
  forgetEnv()
  assert.equal((await openDatasource(id)).settings.bearerToken, canary)
})

test("completion goes through the kind", async () => {
  const { id } = await create("completed")
  answer = (_, response) => replay(readRecording(folder, "labels"), response)
  const { items } = await completeDatasource(userOf("editor"), id, { what: "labels", limit: 3 }, asked.signal)
  assert.equal(items.length, 3)
})
