import assert from "node:assert/strict"
import test from "node:test"
import { ShareLinkCreate } from "#lib/share/schema.ts"
import { firstDraft, type LinkDraft, linkOf } from "./link-draft.ts"

const draft: LinkDraft = { ...firstDraft, label: " Partner ", days: "7" }
const range = { from: "now-6h", to: "now" }
const present = { job: { value: "api", options: [{ value: "api" }, { value: "web" }] }, empty: { value: "", options: [] } }
const make = (change: Partial<LinkDraft>) => ShareLinkCreate.parse(linkOf("d1", { ...draft, ...change }, range, present, 0))

test("a link starts narrow: the range of now, variables hidden at their value", () => {
  const link = make({})
  assert.equal(link.label, "Partner")
  assert.equal(link.expiresAt, "1970-01-08T00:00:00.000Z")
  assert.deepEqual(link.time, { mode: "fixed", from: "now-6h", to: "now" })
  assert.deepEqual(link.variables, { job: { mode: "hidden", value: "api" } })
  assert.equal(link.password, undefined)
  assert.equal(link.language, undefined)
  assert.equal(make({ language: "ko" }).language, "ko")
})

test("ranges to choose from, or any up to a length", () => {
  assert.deepEqual(make({ mode: "choices", ranges: ["now-1h now", "now/d now/d"] }).time, {
    mode: "choices",
    choices: [
      { from: "now-1h", to: "now" },
      { from: "now/d", to: "now/d" },
    ],
  })
  assert.deepEqual(make({ mode: "max", hours: "6" }).time, { mode: "max", maxMs: 21_600_000, from: "now-6h", to: "now" })
})

test("a variable to choose brings its options, and a link may live for ever", () => {
  assert.deepEqual(make({ variables: { job: "choices" } }).variables, { job: { mode: "choices", choices: ["api", "web"], value: "api" } })
  assert.equal(make({ days: "" }).expiresAt, null)
})
