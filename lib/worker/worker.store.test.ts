import assert from "node:assert/strict"
import { afterEach, beforeEach, test } from "node:test"
import { encodeProblem } from "#lib/alert-rule/problem.ts"
import { claimDue, type ClaimedGroup } from "#lib/alert-rule/claim.ts"
import { pool } from "#lib/db/pool.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { AppError } from "#lib/http/errors.ts"
import { claimDeliveries } from "#lib/delivery/claim.ts"
import { flushDue } from "#lib/notification/flush.ts"
import { sealSettings } from "#lib/secret.ts"
import { contactPointKind } from "#lib/contact-point/kinds.ts"
import { contactPointAad } from "#lib/contact-point/read.ts"
import { commitEvaluations } from "./commit-evaluations.ts"
import { evaluated, makeDue, seedRule } from "./testing.ts"
import { watchDatasources } from "./watch-datasources.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
await withDatabase()

const TABLES =
  "alert_group, alert_rule, alert_instance, alert_transition, alert_evaluation, notification_group, notification_member, delivery, delivery_rate"
beforeEach(async () => {
  const settings = sealSettings(contactPointKind("telegram").settings, { botToken: "1:x", chatId: "-1" }, contactPointAad("cp"))
  await pool.query(
    "insert into contact_point (id, name, kind, settings, updated_at) values ('cp', 'Chat', 'telegram', $1, now()) on conflict do nothing",
    [settings],
  )
  const policy = {
    contactPointId: "cp",
    groupBy: ["alertname"],
    routes: [],
    groupWait: "0s",
    groupInterval: "5m",
    repeatInterval: "4h",
    resolveWait: "0s",
  }
  await pool.query("insert into notification_policy (id, document, updated_at) values ('root', $1, now()) on conflict do nothing", [policy])
})
afterEach(() => pool.query(`truncate ${TABLES} cascade`))

const claim = (owner: string, limit = 100, leaseMs = 30_000) => claimDue(pool, owner, limit, leaseMs)
const all = () => true
const commit = (groups: ClaimedGroup[], firing: boolean) =>
  commitEvaluations(
    groups.map((group) => ({ group, durationMs: 1, evaluations: evaluated(group, firing) })),
    all,
  )
const count = async (sql: string) => Number((await pool.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n)

test("two workers never claim one slot twice", async () => {
  for (let at = 0; at < 60; at++) await seedRule(`r${at}`)
  const claims = await Promise.all(Array.from({ length: 8 }, (_, at) => claim(`w${at}`, 20)))
  const ids = claims.flat().map((group) => group.id)
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(ids.length, 60)
})

test("a result with a stale fence changes nothing", async () => {
  await seedRule("r")
  const old = await claim("paused", 1, 0)
  const taken = await claim("next")
  assert.equal(taken.length, 1)
  assert.deepEqual(await commit(old, true), { stale: 1, changes: 0 })
  assert.equal(await count("alert_instance"), 0)
  assert.deepEqual(await commit(taken, true), { stale: 0, changes: 1 })
  assert.deepEqual(await commit(taken, true), { stale: 1, changes: 0 })
  assert.equal(await count("alert_transition"), 1)
})

test("a result that arrives after an edit or a deletion is dropped", async () => {
  await seedRule("edited")
  await seedRule("deleted")
  await seedRule("paused")
  const groups = await claim("w")
  await pool.query("update alert_rule set version = version + 1 where id = 'edited'")
  await pool.query("update alert_rule set paused = true where id = 'paused'")
  await pool.query("delete from alert_rule where id = 'deleted'")
  assert.deepEqual(await commit(groups, true), { stale: 0, changes: 0 })
  assert.equal(await count("alert_instance"), 0)
})

test("firing is told once, its end once, and the outbox has one row each", async () => {
  await seedRule("r")
  await commit(await claim("w"), true)
  await Promise.all([flushDue(pool), flushDue(pool), flushDue(pool)])
  assert.equal(await count("delivery"), 1)
  await makeDue()
  await commit(await claim("w"), true)
  await flushDue(pool)
  assert.equal(await count("delivery"), 1)
  await makeDue()
  await commit(await claim("w"), false)
  await flushDue(pool)
  await flushDue(pool)
  const { rows } = await pool.query<{ status: string }>("select message ->> 'status' as status from delivery order by id")
  assert.deepEqual(
    rows.map((row) => row.status),
    ["firing", "resolved"],
  )
  assert.equal(await count("notification_member"), 0)
})

test("an alert that ends before its group's wait is over is never told", async () => {
  await pool.query('update notification_policy set document = document || \'{"groupWait":"1h"}\'')
  await seedRule("r")
  await commit(await claim("w"), true)
  await makeDue()
  await commit(await claim("w"), false)
  await pool.query("update notification_group set flush_at = now() - interval '1 second'")
  await flushDue(pool)
  assert.equal(await count("delivery"), 0)
  await pool.query('update notification_policy set document = document || \'{"groupWait":"0s"}\'')
})

test("the end goes where the beginning went, whatever the policy says by then", async () => {
  await seedRule("r")
  await commit(await claim("w"), true)
  await flushDue(pool)
  await pool.query("delete from notification_policy")
  await makeDue()
  await commit(await claim("w"), false)
  await flushDue(pool)
  assert.equal(await count("delivery where message ->> 'status' = 'resolved' and contact_point_id = 'cp'"), 1)
})

test("without a policy alerts are there and nothing is sent", async () => {
  await pool.query("delete from notification_policy")
  await seedRule("r")
  await commit(await claim("w"), true)
  assert.equal(await count("alert_instance where state = 'firing'"), 1)
  assert.deepEqual(await flushDue(pool), { groups: 0, deliveries: 0 })
})

test("a throw between the lines leaves neither state nor message", async () => {
  await seedRule("r")
  const groups = await claim("w")
  await pool.query("alter table alert_evaluation rename to away")
  await assert.rejects(commit(groups, true))
  await pool.query("alter table away rename to alert_evaluation")
  assert.equal(await count("alert_instance"), 0)
  assert.equal(await count("notification_member"), 0)
  assert.deepEqual(await commit(groups, true), { stale: 0, changes: 1 })
})

test("missed slots are counted and skipped, never caught up with", async () => {
  await seedRule("r")
  await pool.query("update alert_group set offset_ms = 0, next_slot_at = to_timestamp(floor(extract(epoch from now()) / 10) * 10 - 50)")
  const [group] = await claim("w")
  assert.ok(group)
  assert.equal(group.missed, 5)
  await commit([group], false)
  assert.equal((await claim("w")).length, 0)
  const { rows } = await pool.query<{ missed_slots: number }>("select missed_slots from alert_group")
  assert.equal(rows[0]?.missed_slots, 5)
})

test("one message of a chat at a time, in order, and a dead worker's is marked", async () => {
  for (const id of ["a", "b"]) await seedRule(id)
  await commit(await claim("w"), true)
  await flushDue(pool)
  assert.equal(await count("delivery"), 2)
  const [first, second] = await Promise.all([claimDeliveries(pool, "w1", 10, 0), claimDeliveries(pool, "w2", 10, 60_000)])
  const claimed = [...first, ...second]
  assert.equal(new Set(claimed.map((one) => one.id)).size, 1)
  assert.equal(claimed[0]?.mayBeRepeat, false)
  await pool.query("update delivery set lease_until = now() - interval '1 second' where lease_until is not null")
  const [again] = await claimDeliveries(pool, "w3", 10, 60_000)
  assert.equal(again?.id, claimed[0]?.id)
  assert.equal(again?.mayBeRepeat, true)
  assert.equal(await count("delivery_attempt where outcome = 'unknown'"), claimed.length)
})

test("blind rules are one alert a datasource, and its end", async () => {
  for (const id of ["a", "b", "c", "lately"]) await seedRule(id)
  const refused = encodeProblem(new AppError("bad_request", "queryRefused", { product: "x", text: "parse error" }))
  const unreachable = encodeProblem(new AppError("upstream_error", "upstreamRefused", { host: "prometheus:9090" }))
  await pool.query(
    `insert into alert_evaluation (rule_id, slot_at, started_at, duration_ms, series, health, error, verdict)
     values ('lately', now() - interval '2 minutes', now(), 1, 0, 'error', $1, 'inactive'), ('a', now() - interval '2 minutes', now(), 1, 0, 'error', $2, 'inactive')`,
    [refused, unreachable],
  )
  await pool.query(
    "insert into datasource (id, name, kind, settings, updated_at) values ('d', 'Main', 'x', '{}', now()) on conflict do nothing",
  )
  await pool.query(
    "update alert_rule set health = 'error', health_since = now() - interval '6 minutes', last_error = case id when 'c' then $1 else $2 end",
    [refused, unreachable],
  )
  assert.equal(await watchDatasources(), 1)
  assert.equal(await watchDatasources(), 0)
  await flushDue(pool)
  const { rows } = await pool.query<{ summary: string }>("select message -> 'alerts' -> 0 ->> 'summary' as summary from delivery")
  assert.match(rows[0]?.summary ?? "", /Main can't be read: 2 rules are blind since 6 minutes/)
  await pool.query("update alert_rule set health = 'ok', last_ok_at = now()")
  assert.equal(await watchDatasources(), 1)
  await flushDue(pool)
  assert.equal(await count("delivery where message ->> 'status' = 'resolved'"), 1)
})
