import assert from "node:assert/strict"
import { test } from "node:test"
import type { AlertRule } from "#lib/alert-rule/schema.ts"
import { groupRules, statusOf } from "./grouping.ts"

const rule = (name: string, group: string, evaluateEvery = "30s") => ({ name, group, evaluateEvery }) as AlertRule

test("a group is a name and an interval; names sort as people count", () => {
  const groups = groupRules([rule("b 10", "web"), rule("b 2", "web"), rule("a", "db"), rule("c", "web", "1m")])
  assert.deepEqual(
    groups.map((group) => [group.name, group.evaluateEvery, group.rules.map((one) => one.name)]),
    [
      ["db", "30s", ["a"]],
      ["web", "30s", ["b 2", "b 10"]],
      ["web", "1m", ["c"]],
    ],
  )
})

test("a rule's word: paused, then its worst alert, then its health", () => {
  assert.equal(statusOf({ paused: true, state: "firing", health: "ok" }), "paused")
  assert.equal(statusOf({ paused: false, state: "pending", health: "error" }), "pending")
  assert.equal(statusOf({ paused: false, state: "inactive", health: "error" }), "error")
  assert.equal(statusOf({ paused: false, state: "inactive", health: "unknown" }), "unknown")
})
