import assert from "node:assert/strict"
import test from "node:test"
import { allowedRange, allowedValues } from "./granted.ts"

const hour = { fromMs: 0, toMs: 3_600_000 }
const asked = { from: "now-6h", to: "now" }

test("a fixed link ignores the address", () => {
  assert.deepEqual(allowedRange({ mode: "fixed", from: "now-1h", to: "now" }, asked, hour), { from: "now-1h", to: "now" })
})

test("a link of choices takes one of them, else the first", () => {
  const choices = [{ from: "now-1h", to: "now" }, asked]
  assert.deepEqual(allowedRange({ mode: "choices", choices }, asked, hour), asked)
  assert.deepEqual(allowedRange({ mode: "choices", choices }, { from: "now-9y", to: "now" }, hour), choices[0])
})

test("a free link takes what is short enough", () => {
  const time = { mode: "max" as const, maxMs: 3_600_000, from: "now-30m", to: "now" }
  assert.deepEqual(allowedRange(time, asked, hour), asked)
  assert.deepEqual(allowedRange(time, asked, { fromMs: 0, toMs: 3_600_001 }), { from: "now-30m", to: "now" })
})

test("a value is one of the choices, else the link's", () => {
  const variables = [
    { name: "job", choices: ["api", "web"], current: "api" },
    { name: "env", current: "prod" },
  ]
  assert.deepEqual(allowedValues(variables, { job: "web", env: "dev", other: "x" }), { job: "web", env: "prod" })
  assert.deepEqual(allowedValues(variables, { job: 'x"} or {job=~".+' }), { job: "api", env: "prod" })
})
