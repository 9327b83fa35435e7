import assert from "node:assert/strict"
import { test } from "node:test"
import type { Viewer } from "#lib/access/viewer.ts"
import { pool } from "#lib/db/pool.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { seedRule } from "#lib/worker/testing.ts"
import { getAlertInstance, instancesOf, listAlertInstances } from "./instance-store.ts"
import type { AlertRuleDocument } from "./schema.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
await withDatabase()

const reader: Viewer = { kind: "user", id: "v", name: "Vi", email: "v@example.org", role: "viewer" }

/** [fact, rule, the limit its alerts are compared with, its unit] */
const rows: [string, Partial<AlertRuleDocument>, { op: string; threshold: number } | undefined, string | undefined][] = [
  [
    "the rule's condition, without its reducer",
    { query: { expr: "errors" }, condition: { reducer: "max", op: ">=", threshold: 0.05 }, unit: "percentunit" },
    { op: ">=", threshold: 0.05 },
    "percentunit",
  ],
  ["the comparison at the query's top", { query: { expr: "sum(errors) > 0.05" } }, { op: ">", threshold: 0.05 }, undefined],
  ["none where one series is compared with another", { query: { expr: "errors > limits" }, unit: "s" }, undefined, "s"],
  ["none where nothing is compared", { query: { expr: "absent(up)" } }, undefined, undefined],
]

for (const [at, [fact, rule, condition, unit]] of rows.entries()) {
  test(`what an alert is compared with: ${fact}`, async () => {
    const id = `i${at}`
    await seedRule(`r${at}`, rule)
    await pool.query(
      "insert into alert_instance (id, rule_id, fingerprint, labels, annotations, state, state_since) values ($1, $2, 'f', '{}', '{}', 'firing', now())",
      [id, `r${at}`],
    )
    const one = await getAlertInstance(reader, id)
    assert.deepEqual([one.condition, one.unit], [condition, unit])
    assert.deepEqual((await listAlertInstances(reader, { limit: 10, ruleId: `r${at}` })).items, [one])
    assert.deepEqual(await instancesOf(reader, [id]), [one])
  })
}
