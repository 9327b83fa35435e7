import assert from "node:assert/strict"
import { afterEach, test } from "node:test"
import type { Viewer } from "#lib/access/viewer.ts"
import { claimDue } from "#lib/alert-rule/claim.ts"
import { ContactPointInput } from "#lib/contact-point/schema.ts"
import { createContactPoint } from "#lib/contact-point/store.ts"
import { pool } from "#lib/db/pool.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { flushDue } from "#lib/notification/flush.ts"
import { NotificationPolicyInput } from "#lib/notification/schema.ts"
import { putNotificationPolicy } from "#lib/notification/store.ts"
import { countUntold } from "#lib/notification/untold.ts"
import { commitEvaluations } from "./commit-evaluations.ts"
import { evaluated, makeDue, seedRule } from "./testing.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
await withDatabase()

const system: Viewer = { kind: "system" }
for (const id of ["one", "two"]) await createContactPoint(system, ContactPointInput.parse({ id, name: id, kind: "inbox", settings: {} }))

const TABLES =
  "alert_group, alert_rule, alert_instance, alert_transition, alert_evaluation, notification_group, notification_member, notification_policy, delivery"
afterEach(() => pool.query(`truncate ${TABLES} cascade`))

async function evaluate(firing: boolean): Promise<void> {
  await makeDue()
  const groups = await claimDue(pool, "w", 10, 30_000)
  await commitEvaluations(
    groups.map((group) => ({ group, durationMs: 1, evaluations: evaluated(group, firing) })),
    () => true,
  )
}
const waits = { groupBy: ["alertname"], groupWait: "0s" }
const tellBoth = { ...waits, contactPointId: "one", routes: [{ contactPointId: "one", continue: true }, { contactPointId: "two" }] }
const tell = (policy: object) => putNotificationPolicy(system, NotificationPolicyInput.parse(policy))
const deliveries = (where: string, set: string) => pool.query(`update delivery set ${set} where contact_point ${where}`)
const untold = () => countUntold(system)

test("without a policy it is told nowhere, until it ends", async () => {
  await seedRule("r")
  assert.deepEqual(await untold(), { nowhere: 0, undelivered: 0 })
  await evaluate(true)
  assert.deepEqual(await untold(), { nowhere: 1, undelivered: 0 })
  await evaluate(false)
  assert.deepEqual(await untold(), { nowhere: 0, undelivered: 0 })
})

test("on its way it is as good as told; refused it is not; delivered it is", async () => {
  await tell({ ...waits, contactPointId: "one" })
  await seedRule("r")
  await evaluate(true)
  const table: [set: string | undefined, undelivered: number][] = [
    [undefined, 0],
    ["state = 'sending', attempts = 1", 0],
    ["state = 'pending'", 1],
    ["state = 'sending', attempts = 2", 1],
    ["state = 'failed'", 1],
    ["state = 'delivered'", 0],
  ]
  assert.deepEqual(await untold(), { nowhere: 0, undelivered: 0 }, "the group collects")
  await flushDue(pool)
  for (const [set, undelivered] of table) {
    if (set) await deliveries("is not null", set)
    assert.deepEqual(await untold(), { nowhere: 0, undelivered }, set)
  }
})

test("one contact point that knows is enough", async () => {
  await tell(tellBoth)
  await seedRule("r")
  await evaluate(true)
  await flushDue(pool)
  await deliveries("= 'one'", "state = 'failed', attempts = 3")
  assert.deepEqual(await untold(), { nowhere: 0, undelivered: 0 })
  await deliveries("= 'two'", "state = 'failed', attempts = 3")
  assert.deepEqual(await untold(), { nowhere: 0, undelivered: 1 })
})

test("who is not signed in learns nothing", () => assert.rejects(countUntold({ kind: "anonymous" }), { code: "unauthenticated" }))
