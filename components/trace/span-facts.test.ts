import assert from "node:assert/strict"
import { test } from "node:test"
import type { Field, Frame } from "#lib/frame/frame.ts"
import { spanFacts } from "./span-facts.ts"

const frame = (...fields: Field[]): Frame => ({
  shape: "spans",
  labels: {},
  fields: [{ name: "spanId", type: "text", values: ["a"] }, { name: "status", type: "text", values: ["error"] }, ...fields],
  notices: [],
})

test("flat attributes are one group, sorted", () => {
  const facts = spanFacts(
    frame({ name: "attributes", type: "json", values: [{ "http.method": "GET", "http.status": 500, "a.list": [1, 2] }] }),
    "a",
  )
  assert.deepEqual(facts?.groups, [
    {
      name: "attributes",
      pairs: [
        ["a.list", "[1,2]"],
        ["http.method", "GET"],
        ["http.status", "500"],
      ],
    },
  ])
})

test("nested ones are groups of their own, events fold their stacks, links need a hex id", () => {
  const value = {
    span: { x: "1" },
    resource: { "service.name": "shop" },
    events: [{ name: "exception", timeMs: 5, attributes: { "exception.type": "Boom", "exception.stacktrace": "at a\nat b" } }],
    links: [{ traceId: "AB12", spanId: "CD" }, { traceId: "../../evil" }],
  }
  const facts = spanFacts(
    frame({ name: "attributes", type: "json", values: [value] }, { name: "statusMessage", type: "text", values: ["broken"] }),
    "a",
  )
  assert.deepEqual(
    facts?.groups.map((group) => group.name),
    ["attributes", "resource"],
  )
  assert.deepEqual(facts?.events, [{ name: "exception", timeMs: 5, attributes: [["exception.type", "Boom"]], stack: "at a\nat b" }])
  assert.deepEqual(facts?.links, [{ traceId: "ab12", spanId: "cd", attributes: [] }])
  assert.deepEqual([facts?.status, facts?.statusMessage], ["error", "broken"])
})

test("an unknown span, a hostile value", () => {
  assert.equal(spanFacts(frame(), "b"), undefined)
  assert.deepEqual(spanFacts(frame({ name: "events", type: "json", values: [[null, 5]] }), "a")?.events.length, 2)
})
