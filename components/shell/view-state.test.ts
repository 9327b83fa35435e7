import assert from "node:assert/strict"
import test from "node:test"
import { readViewState, writeViewState } from "./view-state.ts"

const read = (query: string) => readViewState(new URLSearchParams(query))

test("a link of Grafana's shape is read", () => {
  assert.deepEqual(read("from=now-6h&to=now&timezone=utc&refresh=30s&var-job=api&var-job=web&var-env=prod&viewPanel=p1"), {
    from: "now-6h",
    to: "now",
    timezone: "utc",
    refresh: "30s",
    viewPanel: "p1",
    variables: { job: ["api", "web"], env: "prod" },
    edit: false,
    kiosk: false,
  })
})

test("empty values are absent, but an empty refresh is off and an empty variable is empty", () => {
  assert.deepEqual(read("from=&refresh=&var-x=&var-=1"), { refresh: "", variables: { x: "" }, edit: false, kiosk: false })
})

test("writing then reading is the identity", () => {
  const state = {
    from: "1700000000000",
    to: "1700003600000",
    refresh: "",
    variables: { a: "x&y=z", b: ["1", "2"] },
    edit: true,
    kiosk: false,
  }
  assert.deepEqual(readViewState(writeViewState(new URLSearchParams(), state)), state)
})

test("a patch leaves what it does not name", () => {
  const params = new URLSearchParams("utm=1&from=now-1h&var-a=1&var-b=2")
  const next = writeViewState(params, { from: undefined, variables: { a: undefined } })
  assert.equal(next.toString(), "utm=1&var-b=2")
  assert.equal(params.get("from"), "now-1h")
})

test("nothing chosen of several is kept in the link", () => {
  assert.equal(writeViewState(new URLSearchParams(), { variables: { a: [] } }).toString(), "var-a=")
})
