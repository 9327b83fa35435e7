import assert from "node:assert/strict"
import { test } from "node:test"
import { queriesOfTrace } from "./trace-logs.ts"

const traceId = "00000000000000007d8f7fd3c0a2b1e4"

test("the id as metadata, and in the line without its zeros", () => {
  assert.deepEqual(
    queriesOfTrace({ traceId, services: ["checkout", "payments.v2", "checkout"] }).map((query) => query.expr),
    [
      String.raw`{service_name=~"(checkout|payments\\.v2)"} | trace_id="${traceId}"`,
      String.raw`{service_name=~"(checkout|payments\\.v2)"} |= "7d8f7fd3c0a2b1e4"`,
    ],
  )
})

test("a service's name can't leave its quotes", () => {
  const [query] = queriesOfTrace({ traceId, services: ['x"} or {a="'] })
  assert.match(query?.expr ?? "", /^\{service_name=~"(?:[^"\\]|\\.)*"\} \| trace_id="[0-9a-f]{32}"$/)
})

test("without services every service is asked", () => {
  assert.match(queriesOfTrace({ traceId, services: [] })[0]?.expr ?? "", /^\{service_name=~"\.\+"\}/)
})
