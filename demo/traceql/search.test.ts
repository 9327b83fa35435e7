import assert from "node:assert/strict"
import { test } from "node:test"
import { parseQuery } from "./parse.ts"
import { compileQuery, searchTraces } from "./search.ts"
import { evenTraces, ID, SMALL_WORLD, START_MS, storeOf } from "./testing.ts"

const range = { fromMs: START_MS, toMs: START_MS + 3_600_000, limit: 20, budget: 1000 }
const LETTERS: Record<string, string> = { [ID.pay]: "P", [ID.list]: "L", [ID.push]: "N" }

/** "P35 L2": of each trace, newest first, the numbers of its spans; spansets are parted by "|". */
function found(q: string): string {
  const { traces } = searchTraces(storeOf(SMALL_WORLD), compileQuery(parseQuery(q)), range)
  return traces
    .map(({ view, sets }) => `${LETTERS[view.trace.traceId]}${sets.map(({ spans }) => spans.map((at) => at + 1).join("")).join("|")}`)
    .join(" ")
}

const ALL = "N1 L12 P12345"

for (const [q, expected] of [
  ["{ }", ALL],
  ["{}", ALL],
  ["{ true }", ALL],
  ["{ false }", ""],
  ["{ } with (most_recent=true)", ALL],
  // attributes by scope
  ['{ resource.service.name = "payment" }', "P345"],
  ['{ .service.name = "own" }', "N1"],
  ['{ .service.name = "gateway" }', "L1 P12"],
  ['{ span.service.name = "gateway" }', ""],
  ['{ span.결제.수단 = "카드" }', "P3"],
  ['{ span."결제.수단" = `카드` }', "P3"],
  ['{ span."with space" = "a b" }', "L2"],
  ['{ event.exception.type =~ "SQL.*" }', "P3"],
  ["{ event.attempt > 1 }", "P3"],
  ['{ link.link.kind = "producer" }', "P5"],
  ['{ parent.span.server.address = "payment" }', "P3"],
  ['{ parent.resource.service.name = "gateway" && resource.service.name = "payment" }', "P3"],
  ["{ span.constructor != nil }", ""],
  // types
  ["{ span.http.response.status_code = 500 }", "P13"],
  ["{ span.http.response.status_code >= 500 }", "P13"],
  ['{ span.http.response.status_code = "500" }', ""],
  ["{ span.http.response.status_code != 500 }", "L12"],
  ["{ span.ratio = .5 }", "P4"],
  ["{ span.ratio < 0.75 && span.ratio > 25e-2 }", "P4"],
  ["{ span.cached }", "L2"],
  ["{ span.cached = true }", "L2"],
  ["{ !span.cached }", ""],
  ["{ !(span.rows > 1) }", "N1 L12 P1235"],
  ["{ span.rows = nil }", "N1 L12 P123"],
  ["{ span.rows != nil }", "P45"],
  ["{ span.big = 1000000000000 }", "N1"],
  ['{ span.db.system < "f" }', "L2"],
  // regular expressions are anchored, Go's, and want a text
  ['{ span.db.system =~ "post" }', ""],
  ['{ span.db.system =~ "post.*" }', "P45"],
  ['{ span.db.system !~ "post.*" }', "L2"],
  ['{ span.db.system =~ "(?i)POSTGRESQL" }', "P45"],
  ['{ span.rows =~ "3" }', ""],
  // intrinsics
  ['{ name = "POST" }', "P2"],
  ['{ span:name = "POST" }', "P2"],
  ["{ status = error }", "P123"],
  ["{ span:status = ok }", "L1"],
  ["{ status != error }", "N1 L12 P45"],
  ["{ kind = server }", "L12 P13"],
  ["{ span:kind = consumer }", "N1"],
  ['{ statusMessage =~ ".*timed out.*" }', "P3"],
  ["{ duration > 1s }", "P123"],
  ["{ duration > 1s850ms }", "P12"],
  ["{ duration = 7500us }", "P5"],
  ["{ span:duration <= 7.5ms }", "P45"],
  ["{ traceDuration > 1s }", "P12345"],
  ["{ trace:duration < 20ms }", "N1"],
  ['{ rootName = "GET /api/listings" }', "L12"],
  ['{ trace:rootService = "gateway" && trace:duration > 1s }', "P12345"],
  ['{ rootServiceName = "notification" }', "N1"],
  ['{ trace:id = "abc" }', "P12345"],
  [`{ trace:id = "${ID.list}" }`, "L12"],
  ['{ event:name = "exception" }', "P3"],
  ['{ event:name = "retry" }', "P3"],
  ["{ event:timeSinceStart > 1740ms }", "P3"],
  ['{ link:traceID != "" }', "P5"],
  [`{ link:traceID = "${ID.list}" }`, "P5"],
  ['{ instrumentation:name = "io.opentelemetry.consumer" }', "N1"],
  ['{ instrumentation:version = "2.9.0" && kind = producer }', ""],
  ["{ nestedSetParent < 0 }", "N1 L1 P1"],
  ["{ nestedSetLeft = 2 }", "L2 P2"],
  ["{ nestedSetRight = 10 }", "P1"],
  ["{ span:childCount > 1 }", "P3"],
  ["{ childCount = 0 }", "N1 L2 P45"],
  ["{ span:parentID = nil }", "N1 L1 P1"],
  // && and || bind alike, from the left
  ["{ kind = server || kind = client && status = error }", "P123"],
  ["{ kind = server || (kind = client && status = error) }", "L12 P123"],
  ["{ kind = server && (status = ok || status = error) }", "L1 P13"],
  // arithmetic
  ["{ span.rows * 2 = 6 }", "P4"],
  ["{ span.rows + 1 * 2 = 5 }", "P4"],
  ["{ span.rows ^ 2 = 9 }", "P4"],
  ["{ span.rows % 2 = 1 }", "P45"],
  ["{ 10 - span.rows - 6 = 1 }", "P4"],
  ["{ -span.rows < -2 }", "P4"],
  ["{ duration > 2 * 900ms }", "P12"],
  ["{ span.rows / 2 > span.ratio }", "P4"],
  // spansets
  ["{ status = ok } && { kind = server }", "L12"],
  ["{ status = ok } || { kind = consumer }", "N1 L1"],
  ['{ name = "POST" } && { name = "none" }', ""],
  ['{ resource.service.name = "gateway" } && { kind = client } || { kind = consumer }', "N1 P1245"],
  // structure
  ['{ resource.service.name = "gateway" } >> { resource.service.name = "payment" && status = error }', "P3"],
  ["{ kind = server } >> { kind = client }", "P245"],
  ['{ name = "POST" } > { }', "P3"],
  ['{ name = "POST" } >> { }', "P345"],
  ['{ name = "SELECT orders" } < { }', "P3"],
  ['{ name = "SELECT orders" } << { }', "P123"],
  ['{ name = "SELECT orders" } ~ { }', "P5"],
  ['{ name = "POST" } !> { kind = client }', "P245"],
  ['{ name = "POST" } !>> { }', "N1 L12 P12"],
  ['{ name = "SELECT orders" } !< { kind = server }', "L12 P1"],
  ['{ name = "SELECT orders" } !<< { kind = client }', "P45"],
  ['{ name = "SELECT orders" } !~ { kind = client }', "P24"],
  ['{ name = "POST" } &> { kind = server }', "P23"],
  ['{ name = "POST" } &>> { kind = client }', "P245"],
  ["{ kind = client } &<< { kind = server }", "P12345"],
  ['{ name = "SELECT orders" } &< { }', "P34"],
  ['{ name = "SELECT orders" } &~ { }', "P45"],
  ["{ kind = server } > { kind = client } > { kind = server }", "P3"],
  // pipelines
  ["{ kind = server } | { status = error }", "P13"],
  ["{ } | count() > 1", "L12 P12345"],
  ["{ span.rows != nil } | count() = 2", "P45"],
  ["{ } | avg(duration) > 1s", "P12345"],
  ["{ } | max(span.rows) >= 3", "P12345"],
  ["{ } | min(span.rows) = 1", "P12345"],
  ["{ } | sum(span.rows) = 4", "P12345"],
  ["{ } | max(span.rows) - min(span.rows) = 2", "P12345"],
  ["{ } | sum(span.none) > 0", ""],
  ["{ } | by(resource.service.name) | count() > 1", "P12|345"],
  ["{ } | by(resource.service.name)", "N1 L1|2 P12|345"],
  ["{ } | by(resource.service.name) | coalesce()", ALL],
  ["{ kind = server } | select(span.rows, resource.host.name)", "L12 P13"],
  ["({ kind = server } | count() > 1) && { kind = client }", "P12345"],
  ["{ kind = server } | rate()", "L12 P13"],
  ["{ } | /* why */ count() > 1 // end", "L12 P12345"],
] as const) {
  test(`${q} finds ${expected || "nothing"}`, () => assert.equal(found(q), expected))
}

test("a search stops at its limit without looking further, and at its budget without claiming more", () => {
  const store = storeOf(evenTraces(100, 1000))
  const query = compileQuery(parseQuery("{ span.code = 500 }"))
  const few = searchTraces(store, query, { ...range, limit: 3 })
  assert.deepEqual([few.traces.length, few.inspectedTraces, few.complete], [3, 15, true])
  const poor = searchTraces(store, query, { ...range, budget: 10 })
  assert.deepEqual([poor.traces.length, poor.inspectedTraces, poor.complete], [2, 10, false])
})

for (const [q, inspected] of [
  ["{ status = error }", 20],
  ["{ status = error && span.code = 500 }", 20],
  ["{ status = error || span.code = 500 }", 100],
  ['{ name = "GET /a" } && { duration > 0s }', 50],
  ["{ status = unset } !>> { status = error }", 20],
  ["{ span.code = 200 } !>> { status = error }", 20],
  ['{ name = "GET /a" } | count() > 0', 50],
  ['{ name = "none" }', 0],
] as const) {
  test(`${q} looks at ${inspected} of 100 traces, no shape that can't fit`, () => {
    const result = searchTraces(storeOf(evenTraces(100, 1000)), compileQuery(parseQuery(q)), { ...range, limit: 1000 })
    assert.equal(result.inspectedTraces, inspected)
    const starts = result.traces.map(({ view }) => view.trace.startMs)
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => b - a),
    )
  })
}

const shown = (q: string, span: number) => {
  const query = compileQuery(parseQuery(q))
  const { traces } = searchTraces(storeOf(SMALL_WORLD), query, range)
  return query.ofSpan(traces.at(-1)!.view, span - 1).map(({ name, value }) => `${name}=${String(value)}`)
}

test("a matched span shows the fields that fulfil their condition and those that are selected", () => {
  assert.deepEqual(shown('{ resource.service.name = "payment" || status = error }', 1), ["status=error"])
  assert.deepEqual(shown('{ resource.service.name = "payment" || status = error }', 3), ["service.name=payment", "status=error"])
  assert.deepEqual(shown("{ duration > 1ms } | select(span.rows, kind, span:name)", 4), ["rows=3", "kind=client"])
  assert.deepEqual(shown("{ nestedSetParent < 0 }", 1), ["nestedSetParent=-1"])
  assert.deepEqual(shown('{ event:name = "exception" }', 3), ["event:name=exception"])
})
