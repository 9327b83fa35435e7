import assert from "node:assert/strict"
import test from "node:test"
import { addQuery, duplicateQuery, moveQuery, nextRef } from "./query-refs.ts"

const refs = (queries: { ref: string }[]) => queries.map((query) => query.ref).join("")

test("a new query takes the first free letter", () => {
  assert.equal(refs(addQuery([{ ref: "A" }, { ref: "C" }])), "ACB")
  assert.equal(nextRef([]), "A")
})

test("a copy stands behind its original", () => {
  assert.deepEqual(duplicateQuery([{ ref: "A", expr: "up" }, { ref: "B" }], "A"), [
    { ref: "A", expr: "up" },
    { ref: "C", expr: "up" },
    { ref: "B" },
  ])
})

test("queries change places, at the ends they stay", () => {
  const queries = [{ ref: "A" }, { ref: "B" }, { ref: "C" }]
  assert.equal(refs(moveQuery(queries, "C", -1)), "ACB")
  assert.equal(refs(moveQuery(queries, "A", -1)), "ABC")
})
