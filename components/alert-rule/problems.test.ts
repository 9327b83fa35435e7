import assert from "node:assert/strict"
import { test } from "node:test"
import { emptyDraft } from "./draft.ts"
import { problemsOf } from "./problems.ts"

const fine = { ...emptyDraft, name: "Down", datasourceId: "prom", query: { expr: "up" }, threshold: 1 }

test("a whole draft has no problems", () => {
  assert.deepEqual(problemsOf(fine), {})
  assert.deepEqual(problemsOf({ ...fine, compares: "inside", threshold: "" }), {})
})

test("every gap is named by its field", () => {
  assert.deepEqual(problemsOf({ ...emptyDraft, for: "2 minutes", missingEvaluationsToResolve: "" }), {
    name: "name",
    datasourceId: "datasource",
    "condition.threshold": "threshold",
    for: "duration",
    missingEvaluationsToResolve: "count",
  })
  assert.deepEqual(problemsOf({ ...fine, query: { expr: "  " } }), { "query.expr": "expr" })
})

test("names of labels are Prometheus'; a pair without a value is not sent and not checked", () => {
  assert.deepEqual(
    problemsOf({
      ...fine,
      labels: [
        { name: "bad-name", value: "x" },
        { name: "??", value: "" },
      ],
    }),
    { "labels.bad-name": "label" },
  )
})
