import assert from "node:assert/strict"
import test from "node:test"
import { Variable } from "#lib/dashboard/schema.ts"
import { changeKind, newVariable, readOptions, swap, variableKinds, writeOptions } from "./variable-list.ts"

test("a new variable has a name of its own", () => {
  const first = newVariable([])
  assert.equal(first.name, "variable1")
  assert.equal(newVariable([{ ...first, name: "variable2" }]).name, "variable3")
})

test("every kind can become every other and keeps its name", () => {
  for (const kind of variableKinds) {
    const parsed = Variable.safeParse(changeKind(newVariable([]), kind))
    assert.equal(parsed.success, true, kind)
    assert.equal(parsed.data?.name, "variable1")
  }
})

test("options are written and read back", () => {
  const options = [{ value: "prod" }, { value: "stg", text: "Staging" }]
  assert.deepEqual(readOptions(" prod , stg : Staging,, "), options)
  assert.equal(writeOptions(options), "prod, stg : Staging")
})

test("what has no neighbour stays", () => {
  assert.deepEqual(swap(["a", "b"], 0, 1), ["b", "a"])
  assert.deepEqual(swap(["a", "b"], 1, 2), ["a", "b"])
})
