import assert from "node:assert/strict"
import { afterEach, before, describe, test } from "node:test"
import type { Viewer } from "#lib/access/viewer.ts"
import { readContactPoints } from "#lib/contact-point/read.ts"
import { ContactPointInput } from "#lib/contact-point/schema.ts"
import { createContactPoint } from "#lib/contact-point/store.ts"
import { pool } from "#lib/db/pool.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { claimDeliveries } from "#lib/delivery/claim.ts"
import { insertDeliveries } from "#lib/delivery/outbox.ts"
import { sendClaimed } from "#lib/delivery/send.ts"
import { testContactPoint } from "#lib/delivery/test-contact-point.ts"
import { messageOf } from "#lib/delivery/testing.ts"
import { MOST_UNREAD } from "./schema.ts"
import { countUnread, listInbox, markSeen } from "./store.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
await withDatabase()

const system: Viewer = { kind: "system" }
const never = new AbortController().signal

before(async () => {
  await createContactPoint(system, ContactPointInput.parse({ id: "inside", name: "Inbox", kind: "inbox", settings: {} }))
  const settings = { botToken: "1:secret", chatId: "-1", apiUrl: "http://127.0.0.1:9" }
  await createContactPoint(system, ContactPointInput.parse({ id: "chat", name: "Chat", kind: "telegram", settings }))
})
afterEach(() => pool.query("truncate delivery, delivery_rate cascade"))

async function put(to: string, name: string): Promise<void> {
  const point = (await readContactPoints(pool, [to])).get(to)!
  await insertDeliveries(pool, [{ key: name, point, message: messageOf(name), createdAtMs: Date.now() }])
}
/** One message of a contact point at a time is what a claim gives. */
async function sendDue(): Promise<void> {
  for (
    let claimed = await claimDeliveries(pool, "w", 10, 60_000);
    claimed.length > 0;
    claimed = await claimDeliveries(pool, "w", 10, 60_000)
  )
    for (const one of claimed) await sendClaimed(pool, one, never)
}
const names = async (search?: string) =>
  (await listInbox(system, { limit: 50, search })).items.map((item) => item.message.alerts[0]?.name ?? "")

test("what was delivered inside is there, newest first; what waits, and what went to a chat, is not", async () => {
  await put("inside", "first")
  await put("inside", "second")
  await put("chat", "elsewhere")
  assert.deepEqual(await names(), [], "nothing is there before it is delivered")
  await sendDue()
  assert.deepEqual(await names(), ["second", "first"])
  assert.deepEqual(await names("FIRST"), ["first"])
})

test("pages go on where the last one ended", async () => {
  for (const name of ["a", "b", "c"]) await put("inside", name)
  await sendDue()
  const first = await listInbox(system, { limit: 2 })
  const second = await listInbox(system, { limit: 2, cursor: first.nextCursor })
  assert.deepEqual(
    [...first.items, ...second.items].map((item) => item.message.alerts[0]?.name),
    ["c", "b", "a"],
  )
  assert.equal(second.nextCursor, undefined)
})

test("a test message arrives in the inbox and says that it is one", async () => {
  assert.equal((await testContactPoint(system, "inside", { language: "en", signal: never })).ok, true)
  await sendDue()
  const { items } = await listInbox(system, { limit: 50 })
  assert.deepEqual(
    items.map((item) => item.message.test),
    [true],
  )
})

const person = (id: string): Viewer => ({ kind: "user", id, name: id, email: `${id}@example.test`, role: "viewer" })
const [kim, lee] = [person("kim"), person("lee")]
const unread = async (viewer: Viewer) => (await countUnread(viewer)).count
const newest = async () => (await listInbox(system, { limit: 1 })).items[0]!.at

describe("what a person has not seen", () => {
  before(async () => {
    await put("inside", "before they came")
    await sendDue()
    for (const { id, email } of [kim, lee] as Extract<Viewer, { kind: "user" }>[])
      await pool.query(`insert into "user" (id, name, email, updated_at) values ($1, $1, $2, now())`, [id, email])
  })
  afterEach(() => pool.query("truncate inbox_seen"))

  test("a newcomer begins with nothing; each one's count is their own", async () => {
    assert.equal(await unread(kim), 0)
    await put("inside", "one")
    await put("inside", "two")
    await put("chat", "elsewhere")
    await put("inside", "three")
    await sendDue()
    assert.deepEqual([await unread(kim), await unread(lee)], [3, 3])
    await markSeen(kim, await newest())
    assert.deepEqual([await unread(kim), await unread(lee)], [0, 3])
    await put("inside", "four")
    assert.equal(await unread(kim), 0, "what waits has not arrived")
    await sendDue()
    assert.equal(await unread(kim), 1)
  })

  test("looking tells up to when one had looked before, and never takes back", async () => {
    await put("inside", "one")
    await sendDue()
    const first = await newest()
    const { before } = await markSeen(kim, first)
    assert.ok(before < first)
    await put("inside", "two")
    await sendDue()
    const second = await newest()
    assert.equal((await markSeen(kim, second)).before, first)
    assert.equal((await markSeen(kim, first)).before, second)
    assert.equal(await unread(kim), 0)
  })

  test("nobody has seen what is to come", async () => {
    await markSeen(kim, new Date(Date.now() + 86_400_000).toISOString())
    await put("inside", "later")
    await sendDue()
    assert.equal(await unread(kim), 1)
  })

  test("it counts to a hundred", async () => {
    await pool.query(
      `insert into delivery (id, key, contact_point, kind, rate_key, message, state, next_try_at, delivered_at)
       select n::text, n::text, 'Inbox', 'inbox', '', '{}', 'delivered', now(), now() from generate_series(1, 150) n`,
    )
    assert.equal(await unread(lee), MOST_UNREAD)
  })

  test("only people have looked or not", async () => {
    const token: Viewer = { kind: "token", id: "t", name: "t", role: "owner", scopes: ["*"] }
    await assert.rejects(countUnread(token), { code: "forbidden" })
    await assert.rejects(markSeen(token, new Date().toISOString()), { code: "forbidden" })
    await assert.rejects(countUnread({ kind: "anonymous" }), { code: "unauthenticated" })
  })
})

test("who is not signed in, and who has a shared link, sees nothing", async () => {
  const grant = { linkId: "l", dashboardId: "d", time: { mode: "fixed" as const, from: "now-1h", to: "now" }, variables: {} }
  await assert.rejects(listInbox({ kind: "anonymous" }, { limit: 50 }), { code: "unauthenticated" })
  await assert.rejects(listInbox({ kind: "share", grant }, { limit: 50 }), { code: "not_found" })
})
