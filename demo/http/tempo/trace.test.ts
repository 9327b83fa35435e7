import assert from "node:assert/strict"
import { test } from "node:test"
import { ID, SMALL_WORLD, START_MS, storeOf } from "#demo/traceql/testing.ts"
import { decodeTraceJson } from "#lib/datasource/kinds/tempo/trace-json.ts"
import { decodeTrace } from "#lib/datasource/kinds/tempo/trace-protobuf.ts"
import type { Trace } from "#lib/datasource/kinds/tempo/spans.ts"
import { ask } from "../ask.ts"
import { tempoApi } from "../tempo.ts"

const api = tempoApi(storeOf(SMALL_WORLD))

const get = (path: string, accept = "application/json") => ask(api, path, START_MS, { accept })

function whole(decoding: Generator<undefined, Trace>): Trace {
  for (;;) {
    const { done, value } = decoding.next()
    if (done) return value
  }
}

const PROTOBUF = "application/protobuf, application/json;q=0.5"

for (const [id, { spans }] of Object.values(ID).map((id) => [id, SMALL_WORLD.find(({ traceId }) => traceId === id)!] as const)) {
  test(`trace ${id} says the same in JSON and protobuf, in v1 and v2`, async () => {
    const answers = await Promise.all([`api/v2/traces/${id}`, `api/traces/${id}`].flatMap((path) => [get(path), get(path, PROTOBUF)]))
    assert.deepEqual(
      answers.map(({ status, type }) => `${status} ${type ?? "application/json"}`),
      ["200 application/json", "200 application/protobuf", "200 application/json", "200 application/protobuf"],
    )
    const [v2, v2Protobuf, v1, v1Protobuf] = answers.map(({ body }) => Buffer.from(body))
    const decoded = whole(decodeTraceJson(v2!))
    assert.deepEqual(whole(decodeTrace(v2Protobuf!, true)), decoded)
    assert.deepEqual(whole(decodeTraceJson(v1!)), decoded)
    assert.deepEqual(whole(decodeTrace(v1Protobuf!, false)), decoded)
    const bySpan = new Map(decoded.spans.map((span) => [span.spanId, span]))
    assert.equal(decoded.spans.length, spans.length)
    for (const span of spans) {
      const found = bySpan.get(span.spanId)!
      assert.deepEqual(
        { ...found },
        {
          spanId: span.spanId,
          parentSpanId: span.parentSpanId ?? "",
          name: span.name,
          kind: span.kind,
          status: span.status,
          statusMessage: span.statusMessage ?? "",
          startMs: Number(span.startNs) / 1e6,
          durationMs: Number(span.durationNs) / 1e6,
          attributes: span.attributes,
          events: span.events.map(({ timeNs, name, attributes }) => ({ timeMs: Number(timeNs) / 1e6, name, attributes })),
          links: span.links,
          resource: span.resource,
          scope: span.scope.name,
        },
      )
    }
  })
}

for (const spelled of ["abc", "0ABC", "00000000000000000000000000000abc"]) {
  test(`a trace is found as ${spelled}`, async () => {
    const { body } = await get(`api/v2/traces/${spelled}`)
    assert.equal(whole(decodeTraceJson(Buffer.from(body))).spans.length, 5)
  })
}

test("JSON as protobuf writes it: base64 ids, 64 bits as text, nothing that is empty", async () => {
  const { trace } = JSON.parse(String((await get("api/v2/traces/abc")).body))
  const [first, second] = trace.resourceSpans
  assert.deepEqual(first.resource.attributes[0], { key: "service.name", value: { stringValue: "gateway" } })
  assert.deepEqual(Object.keys(first.scopeSpans[0].spans[0]), [
    "traceId",
    "spanId",
    "name",
    "kind",
    "startTimeUnixNano",
    "endTimeUnixNano",
    "attributes",
    "status",
  ])
  assert.equal(first.scopeSpans[0].spans[0].traceId, "AAAAAAAAAAAAAAAAAAAKvA==")
  assert.equal(first.scopeSpans[0].spans[0].kind, "SPAN_KIND_SERVER")
  assert.deepEqual(first.scopeSpans[0].spans[0].attributes[0].value, { intValue: "500" })
  assert.deepEqual(second.scopeSpans[1].spans[0].status, {})
  assert.deepEqual(second.scopeSpans[1].spans[0].attributes[2], { key: "ratio", value: { doubleValue: 0.5 } })
})

test("a missing trace is empty: 200 in v2, also as protobuf, 404 in v1", async () => {
  const empty = await get("api/v2/traces/dddd", PROTOBUF)
  assert.deepEqual([empty.status, whole(decodeTrace(Buffer.from(empty.body), true)).spans], [200, []])
  assert.equal((await get("api/traces/dddd", PROTOBUF)).status, 404)
})
