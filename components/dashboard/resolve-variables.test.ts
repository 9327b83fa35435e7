import assert from "node:assert/strict"
import test from "node:test"
import { chosenOf, expandAll, resolveVariables } from "./resolve-variables.ts"

const job = { kind: "query" as const, name: "job" }
const options = [
  { value: "api", text: "api" },
  { value: "web", text: "web" },
]
const value = (current?: string, chosen?: string) =>
  resolveVariables([{ ...job, current }], chosen === undefined ? {} : { job: chosen }, [{ name: "job", options }]).job?.value

test("chosen wins over saved, saved over the first offered", () => {
  assert.equal(value("web", "x"), "x")
  assert.equal(value("web"), "web")
  assert.equal(value(), "api")
  assert.equal(value(""), "api")
})

test("a link can't set what the dashboard has not, nor a constant", () => {
  assert.deepEqual(chosenOf([job, { kind: "constant", name: "c" }], { job: "a", c: "b", other: "d" }), { job: "a" })
})

test("All is every option, or the author's text for it", () => {
  const resolved = resolveVariables([job], { job: ["$__all"] }, [{ name: "job", options }])
  assert.deepEqual(expandAll([job], resolved), { job: ["api", "web"] })
  assert.deepEqual(expandAll([{ ...job, allValue: ".+" }], resolved), { job: ".+" })
})

test("a source that did not answer is told, the value stays", () => {
  const resolved = resolveVariables([job], { job: "a" }, [{ name: "job", options: [], error: { message: "down" } }])
  assert.deepEqual(resolved.job, { value: "a", options: [], error: "down" })
})
