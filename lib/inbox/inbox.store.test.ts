import assert from "node:assert/strict"
import { afterEach, before, test } from "node:test"
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
import { listInbox } from "./store.ts"

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

test("who is not signed in, and who has a shared link, sees nothing", async () => {
  const grant = { linkId: "l", dashboardId: "d", time: { mode: "fixed" as const, from: "now-1h", to: "now" }, variables: {} }
  await assert.rejects(listInbox({ kind: "anonymous" }, { limit: 50 }), { code: "unauthenticated" })
  await assert.rejects(listInbox({ kind: "share", grant }, { limit: 50 }), { code: "not_found" })
})
