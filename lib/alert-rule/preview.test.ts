import assert from "node:assert/strict"
import { test } from "node:test"
import { countMessages, replay } from "./preview.ts"
import type { StepRule } from "./step.ts"

const stepRule: StepRule = {
  intervalMs: 10,
  forMs: 20,
  keepFiringForMs: 0,
  noData: "keep",
  onError: "keep",
  noDataForMs: 0,
  errorForMs: 0,
  missingEvaluationsToResolve: 1,
  absentIsFalse: true,
  edited: false,
}
const rule = { name: "A", labels: {}, annotations: {} }
const timing = { groupWaitMs: 0, groupIntervalMs: 100, repeatIntervalMs: 1000, resolveWaitMs: 0 }

test("a past range through the same state machine", () => {
  const times = [0, 10, 20, 30, 60, 70]
  const frame = {
    shape: "series" as const,
    labels: { job: "a" },
    notices: [],
    fields: [
      { name: "time", type: "time" as const, values: times },
      { name: "value", type: "number" as const, values: times.map(() => 1) },
    ],
  }
  const result = replay([frame], { rule, stepRule, fromMs: 0, toMs: 100, stepMs: 10 })
  assert.ok("instances" in result)
  const [instance] = result.instances
  assert.deepEqual(
    instance?.firings.map(({ from, to }) => [Date.parse(from), Date.parse(to ?? "")]),
    [[20, 40]],
  )
  assert.equal(instance.pending.length, 2)
  assert.equal(countMessages(result.changes, timing, 100), 2)
})

test("messages: a storm in one group is few", () => {
  const changes = Array.from({ length: 50 }, (_, at) => ({ key: `k${at}:1`, status: "firing" as const, labels: {}, atMs: at }))
  assert.equal(countMessages(changes, { ...timing, groupWaitMs: 30 }, 500), 2)
})
