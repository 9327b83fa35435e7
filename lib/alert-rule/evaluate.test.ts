import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { outcomeOf } from "./evaluate.ts"

const series = (labels: Record<string, string>, ...values: (number | null)[]): Frame => ({
  shape: "series",
  labels,
  notices: [],
  fields: [
    { name: "time", type: "time", values: values.map((_, at) => at) },
    { name: "value", type: "number", values },
  ],
})
const rule = {
  name: "Down",
  labels: { severity: "critical", on: "{{ $labels.job }}", gone: "" },
  annotations: { summary: "is {{ $value }}" },
}

test("final labels: series without its name, the rule's over them, the alert's name", () => {
  const outcome = outcomeOf([series({ __name__: "up", job: "a", severity: "x", gone: "y" }, 0)], rule)
  assert.ok("kind" in outcome && outcome.kind === "ok")
  assert.deepEqual(outcome.samples[0]?.labels, { job: "a", severity: "critical", on: "a", alertname: "Down" })
  assert.deepEqual(outcome.samples[0]?.annotations, { summary: "is 0" })
})

test("the value is no part of the identity", () => {
  const [a, b] = [1, 2].map((value) => outcomeOf([series({ job: "a" }, value)], rule))
  assert.ok(a && b && "kind" in a && "kind" in b && a.kind === "ok" && b.kind === "ok")
  assert.equal(a.samples[0]?.fingerprint, b.samples[0]?.fingerprint)
})

test("an empty answer is false without a condition and no data with one", () => {
  const condition = { reducer: "mean", op: ">", threshold: 1 } as const
  assert.deepEqual(outcomeOf([], rule), { kind: "ok", samples: [] })
  for (const frames of [[], [series({}, null, NaN)]]) {
    const outcome = outcomeOf(frames, { ...rule, condition })
    assert.equal("kind" in outcome && outcome.kind, "nodata")
  }
  const outcome = outcomeOf([series({ a: "1" }, 1, 5, null), series({ a: "2" }, 0), series({ a: "3" }, NaN)], { ...rule, condition })
  assert.deepEqual("kind" in outcome && outcome.kind === "ok" && outcome.samples.map(({ holds }) => holds), [true, false, null])
})

test("what can't be evaluated is a problem of the rule", () => {
  const twice = outcomeOf([series({ __name__: "a" }, 1), series({ __name__: "b" }, 1)], rule)
  assert.equal("key" in twice && twice.key, "ruleDuplicateLabels")
  const many = outcomeOf(
    Array.from({ length: 1001 }, (_, at) => series({ at: String(at) }, 1)),
    rule,
  )
  assert.equal("key" in many && many.key, "ruleTooManySeries")
  const logs = outcomeOf([{ shape: "logs", labels: {}, fields: [], notices: [] }], rule)
  assert.equal("key" in logs && logs.key, "ruleAnswersNoSeries")
})
