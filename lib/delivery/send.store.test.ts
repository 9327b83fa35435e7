import assert from "node:assert/strict"
import { after, afterEach, before, test } from "node:test"
import { messageOf } from "./testing.ts"
import type { StandIn } from "#e2e/stand-ins/chat.ts"
import { telegramStandIn, type TelegramBody } from "#e2e/stand-ins/telegram.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { readContactPoints } from "#lib/contact-point/read.ts"
import { ContactPointInput } from "#lib/contact-point/schema.ts"
import { createContactPoint, getContactPoint, updateContactPoint } from "#lib/contact-point/store.ts"
import { pool } from "#lib/db/pool.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { log } from "#lib/log.ts"
import { claimDeliveries } from "./claim.ts"
import { insertDeliveries } from "./outbox.ts"
import { sendClaimed } from "./send.ts"
import { listDeliveries, resendDelivery } from "./store.ts"
import { testContactPoint } from "./test-contact-point.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
process.env.BONGSU_ALLOWED_PRIVATE_CIDRS = "127.0.0.0/8"
await withDatabase()
log.level = "silent"

const system: Viewer = { kind: "system" }
const never = new AbortController().signal
let chat: StandIn<TelegramBody>
before(async () => {
  chat = await telegramStandIn({ token: "1:secret", chats: ["-1", "-2", "-100"] })
  for (const [id, chatId] of [
    ["one", "-1"],
    ["two", "-2"],
  ]) {
    const settings = { botToken: "1:secret", chatId, apiUrl: chat.url }
    await createContactPoint(system, ContactPointInput.parse({ id, name: id, kind: "telegram", settings }))
  }
})
after(() => chat.stop())
afterEach(async () => {
  await pool.query("truncate delivery, delivery_rate cascade")
  chat.accepted.length = 0
})

let made = 0
async function put(to: string, name = `m${++made}`): Promise<string> {
  const point = (await readContactPoints(pool, [to])).get(to)!
  await insertDeliveries(pool, [{ key: name, point, message: messageOf(name), createdAtMs: Date.now() }])
  return name
}
const sendDue = async () => {
  const claimed = await claimDeliveries(pool, "w", 10, 60_000)
  await Promise.all(claimed.map((one) => sendClaimed(pool, one, never)))
  return claimed.length
}
const freeRates = () => pool.query("update delivery_rate set free_at = clock_timestamp() - interval '1 second'")
const list = async () => (await listDeliveries(system, { limit: 50 }, "en")).items

test("a key that is written twice is one message", async () => {
  await put("one", "same")
  await put("one", "same")
  await sendDue()
  assert.equal(chat.accepted.length, 1)
  assert.equal((await list())[0]?.state, "delivered")
})

test("429 pauses that chat only, for as long as it says", async () => {
  const body = { ok: false, error_code: 429, description: "Too Many Requests", parameters: { retry_after: 30 } }
  await put("one")
  chat.mischief.push({ kind: "answer", status: 429, body })
  await sendDue()
  await put("one")
  await put("two")
  assert.equal(await sendDue(), 1)
  assert.deepEqual(
    chat.accepted.map((one) => one.to),
    ["-2"],
  )
  const { rows } = await pool.query<{ s: number }>(
    "select extract(epoch from free_at - clock_timestamp())::float8 as s from delivery_rate where rate_key like '%-1'",
  )
  assert.ok(rows[0]!.s > 28 && rows[0]!.s <= 30)
  const [attempt] = (await list()).find((one) => one.state === "pending" && one.attempts.length > 0)!.attempts
  assert.equal(attempt?.outcome, "refused")
  assert.ok(attempt.nextTryAt)
})

test("a chat keeps its order: a few messages at once, then one a second", async () => {
  for (const name of ["x1", "x2", "x3", "x4"]) await put("one", name)
  for (const sent of [1, 1, 1, 0]) assert.equal(await sendDue(), sent)
  await freeRates()
  assert.equal(await sendDue(), 1)
  assert.deepEqual(
    chat.accepted.map((one) => /x\d/.exec(one.text)?.[0]),
    ["x1", "x2", "x3", "x4"],
  )
})

test("an outcome that is not known is tried again with the mark", async () => {
  await put("one")
  chat.mischief.push({ kind: "accept-then-reset" })
  await sendDue()
  await pool.query("update delivery set next_try_at = clock_timestamp()")
  await freeRates()
  await sendDue()
  assert.deepEqual(
    chat.accepted.map((one) => one.text.includes("May be a repeat")),
    [false, true],
  )
  const [delivery] = await list()
  assert.equal(delivery?.mayBeRepeat, true)
  assert.deepEqual(
    delivery.attempts.map((one) => one.outcome),
    ["unknown", "accepted"],
  )
})

test("a group that moved is remembered, a chat that is gone is shown as broken", async () => {
  await put("one")
  const body = { ok: false, error_code: 400, description: "group chat was upgraded", parameters: { migrate_to_chat_id: -100 } }
  chat.mischief.push({ kind: "answer", status: 400, body })
  await sendDue()
  await freeRates()
  await sendDue()
  assert.equal(chat.accepted[0]?.to, "-100")
  await updateContactPoint(system, "one", { settings: { botToken: { set: true }, chatId: "-9", apiUrl: chat.url } })
  await put("one")
  await sendDue()
  const broken = await getContactPoint(system, "one")
  assert.match(broken.brokenReason ?? "", /chat not found/)
  assert.deepEqual(broken.settings.botToken, { set: true })
  await updateContactPoint(system, "one", { settings: { botToken: { set: true }, chatId: "-1", apiUrl: chat.url } })
  assert.equal((await getContactPoint(system, "one")).brokenAt, undefined)
})

test("a stored token is not sent to another server", async () => {
  const settings = { botToken: { set: true }, chatId: "-1", apiUrl: "http://127.0.0.1:9" }
  await assert.rejects(updateContactPoint(system, "one", { settings }), /secretOtherHost/)
})

test("a message that breaks our own code ends alone", async () => {
  await put("one", "poison")
  await put("two", "fine")
  await pool.query(`update delivery set message = '{"alerts": 5}' where key = 'poison'`)
  for (let at = 0; at < 4; at++) {
    await sendDue()
    await pool.query("update delivery set next_try_at = clock_timestamp()")
    await freeRates()
  }
  const { rows } = await pool.query<{ key: string; state: string }>("select key, state from delivery order by key")
  assert.deepEqual(rows, [
    { key: "fine", state: "delivered" },
    { key: "poison", state: "failed" },
  ])
})

test("the test button goes the same way and tells the vendor's reason", async () => {
  assert.partialDeepStrictEqual(await testContactPoint(system, "one", { language: "en", signal: never }), { ok: true })
  assert.match(chat.accepted[0]?.text ?? "", /This is a test/)
  chat.mischief.push({ kind: "answer", status: 403, body: { ok: false, error_code: 403, description: "Forbidden: bot was kicked" } })
  assert.partialDeepStrictEqual(await testContactPoint(system, "one", { language: "en", signal: never }), {
    ok: false,
    reason: "403 Forbidden: bot was kicked",
  })
})

test("resending is a delivery of its own, marked", async () => {
  await put("one")
  await sendDue()
  await freeRates()
  const again = await resendDelivery(system, (await list())[0]!.id, "en")
  assert.equal(again.mayBeRepeat, true)
  await sendDue()
  assert.equal(chat.accepted.length, 2)
})
