import assert from "node:assert/strict"
import { readdirSync } from "node:fs"
import type { ServerResponse } from "node:http"
import { test } from "node:test"
import { failure, readRecording, replay, standIn, testContext, type Recording, type Seen } from "#lib/datasource/testing.ts"
import { rowCount, type Frame } from "#lib/frame/frame.ts"
import { tempo } from "./index.ts"
import { knowsMostRecent } from "./version.ts"

const folders = { "3.0": new URL("./wire/", import.meta.url), "2.10": new URL("./wire/2.10/", import.meta.url) }
const namesIn = (folder: URL) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(".json", ""))
const traceId = "0dc5dfd908a0a2b83971ccf0fbcd6898"
const traceql = "{ }"
type Answer = (seen: Seen, response: ServerResponse) => void

/** A server of its own a test: versions are remembered by host. */
async function serve(t: { after(fn: () => void): void }, answer: Answer) {
  const server = await standIn(answer)
  t.after(server.close)
  const settings = { url: server.url }
  return { server, settings, run: (query: object, more = {}) => tempo.run(settings, query, testContext(settings, more)) }
}
const plays =
  (recording: Recording): Answer =>
  (_, response) =>
    replay(recording, response)
const recorded = (name: string, folder = folders["3.0"]) => readRecording(folder, name)
const byPath =
  (routes: Record<string, string>, folder = folders["3.0"]): Answer =>
  (seen, response) => {
    const name = Object.entries(routes).find(([part]) => seen.path.includes(part))?.[1]
    return name ? replay(recorded(name, folder), response) : response.writeHead(404).end()
  }
const column = (frame: Frame | undefined, name: string) => frame!.fields.find((field) => field.name === name)!.values as unknown[]

test("a search is a table, newest first, with whole trace ids", async (t) => {
  const { server, run } = await serve(t, byPath({ buildinfo: "buildinfo", search: "search_all" }))
  const [frame] = await run({ traceql, limit: 7, spansPerSpanSet: 3 })
  const { params } = server.seen.at(-1)!
  assert.deepEqual(
    [params.get("limit"), params.get("spss"), params.get("start"), params.get("end")],
    ["7", "3", "1795209864", "1795210464"],
  )
  assert.equal(params.get("q"), "{ } with (most_recent=true)")
  assert.ok(column(frame, "traceId").every((id) => /^[0-9a-f]{32}$/.test(id as string)))
  const starts = column(frame, "start") as number[]
  assert.deepEqual(
    starts,
    starts.toSorted((a, b) => b - a),
  )
  assert.ok(column(frame, "spanCount").some((count) => (count as number) > 1))
})

test("the newest are asked for only where the server knows how, and the query has no hints of its own", async (t) => {
  const own = await serve(t, byPath({ buildinfo: "buildinfo", search: "search" }))
  await own.run({ traceql: "{ } with (most_recent=false)" })
  assert.equal(own.server.seen.at(-1)?.params.get("q"), "{ } with (most_recent=false)")
  const old = await serve(t, (seen, response) =>
    seen.path.includes("buildinfo")
      ? response.setHeader("content-type", "application/json").end('{"version":"2.7.1"}')
      : replay(recorded("search"), response),
  )
  await old.run({ traceql })
  assert.equal(old.server.seen.at(-1)?.params.get("q"), traceql)
  assert.deepEqual(["2.8.0", "3.0.3", "v2.10.8"].map(knowsMostRecent), [true, true, true])
  assert.deepEqual(["2.7.9", "1.9", "main", undefined].map(knowsMostRecent), [false, false, false, false])
})

test("matched spans come with their attributes and those of their group", async (t) => {
  const selected = await serve(t, byPath({ search: "search_select" }))
  const [first] = (
    column((await selected.run({ traceql }))[0], "spans") as { spanId: string; name: string; attributes: Record<string, unknown> }[][]
  ).flat()
  assert.ok(first!.name.length > 0 && /^[0-9a-f]{16}$/.test(first!.spanId) && Object.keys(first!.attributes).length > 2)
  const grouped = await serve(t, byPath({ search: "search_group_by" }))
  const [span] = (column((await grouped.run({ traceql }))[0], "spans") as { attributes: Record<string, unknown> }[][]).flat()
  assert.equal(span!.attributes["count()"], 2)
})

test("a search without hits is a table without rows", async (t) => {
  const { run } = await serve(t, byPath({ search: "search_empty" }))
  assert.equal(rowCount((await run({ traceql }))[0]!), 0)
})

test("a query for numbers goes to the metrics endpoint and answers series; a missing value is zero", async (t) => {
  const { server, run } = await serve(t, byPath({ query_range: "metrics_empty" }))
  const [frame] = await run({ traceql: "{ } | rate()" })
  assert.deepEqual([server.seen.at(-1)?.path, server.seen.at(-1)?.params.get("step")], ["/api/metrics/query_range", "30s"])
  assert.ok((column(frame, "value") as number[]).every((value) => value === 0))
  assert.equal(column(frame, "time")[0], 1_795_209_840_000)
  assert.equal(tempo.reads({ traceql: '{ name = "| rate()" }' }), "stream")
})

test("exemplars of metrics are a table with trace ids; groups are labels", async (t) => {
  const { run } = await serve(t, byPath({ query_range: "metrics_exemplars" }))
  const frames = await run({ traceql: "{ } | rate() by (resource.service.name)", legend: "{{resource.service.name}}" })
  assert.equal(frames[0]?.name, "event-service")
  const table = frames.at(-1)!
  assert.equal(table.name, "exemplars")
  assert.ok(column(table, "traceId").every((id) => /^[0-9a-f]{32}$/.test(id as string)))
})

test("an alert's range of no length asks for instant numbers", async (t) => {
  const { server, run } = await serve(t, byPath({ "metrics/query": "metrics_instant" }))
  const frames = await run({ traceql: "{ } | count_over_time() by (x)" }, { range: { fromMs: 1_795_210_464_000, toMs: 1_795_210_464_000 } })
  assert.equal(server.seen.at(-1)?.path, "/api/metrics/query")
  assert.deepEqual(Array.from(column(frames[0], "value")), [246])
})

for (const [version, folder] of Object.entries(folders)) {
  test(`${version}: protobuf and JSON tell the same trace`, async (t) => {
    const json = await serve(t, plays(recorded("trace_v2", folder)))
    const proto = await serve(t, plays(recorded("trace_v2_protobuf", folder)))
    const [fromJson] = await json.run({ traceId })
    const [fromProto] = await proto.run({ traceId })
    assert.ok(rowCount(fromJson!) > 5)
    assert.deepEqual(fromProto, fromJson)
    assert.match(String(proto.server.seen[0]?.headers.accept), /protobuf/)
  })
}

test("a trace has hex ids, services, kinds and one root; the id is asked for with its zeros", async (t) => {
  const { server, run } = await serve(t, plays(recorded("trace_v2")))
  const [frame] = await run({ traceId: "DC5DFD908A0A2B83971CCF0FBCD6898" })
  assert.equal(server.seen[0]?.path, `/api/v2/traces/${traceId}`)
  assert.deepEqual([frame?.shape, frame?.labels], ["spans", { traceId }])
  assert.deepEqual(
    [column(frame, "spanId")[0], column(frame, "parentSpanId")[0], column(frame, "service")[0], column(frame, "kind")[0]],
    ["e41fb206993e21ce", "", "gateway", "server"],
  )
  assert.equal(column(frame, "parentSpanId").filter((id) => id === "").length, 1)
  assert.equal(column(frame, "durationMs")[0], 2931.378)
})

test("errors carry status, message and the exception's event", async (t) => {
  const { run } = await serve(t, plays(recorded("trace_v2_error")))
  const [frame] = await run({ traceId })
  const at = column(frame, "status").indexOf("error")
  assert.ok(at >= 0)
  const events = (column(frame, "events") as { name: string; attributes: Record<string, unknown> }[][]).flat()
  assert.ok(events.some((event) => event.name === "exception" && event.attributes["exception.type"]))
})

for (const name of ["trace_v1", "trace_v1_protobuf"]) {
  test(`${name}: a server without v2 is asked the old way`, async (t) => {
    const { server, run } = await serve(t, (seen, response) =>
      seen.path.includes("/v2/")
        ? response.writeHead(404, { "content-type": "text/plain" }).end("404 page not found\n")
        : replay(recorded(name), response),
    )
    assert.ok(rowCount((await run({ traceId }))[0]!) > 5)
    assert.equal(server.seen.at(-1)?.path, `/api/traces/${traceId}`)
  })
}

test("a trace that is not there is told with the reason why a new one may be missing", async (t) => {
  const v2 = await serve(t, plays(recorded("trace_404_v2")))
  assert.deepEqual([(await failure(v2.run({ traceId }))).code, (await failure(v2.run({ traceId }))).key], ["not_found", "traceMissing"])
  const v1 = await serve(t, (seen, response) =>
    seen.path.includes("/v2/") ? response.writeHead(404).end("404 page not found") : replay(recorded("trace_404_v1"), response),
  )
  assert.equal((await failure(v1.run({ traceId }))).key, "traceMissing")
})

test("a trace that was cut says so", async (t) => {
  const { run } = await serve(t, plays(recorded("trace_v2_partial")))
  assert.match((await run({ traceId }))[0]!.notices[0]!, /exceeds maximum size of 200000 bytes/)
})

const span = (kind: string) => ({ spanId: "5B+yBpk+Ic4=", kind, startTimeUnixNano: "1795209676032727000" })

test("a repeated span counts once, a shared id of client and server twice", async (t) => {
  const body = {
    trace: {
      resourceSpans: [
        { resource: {}, scopeSpans: [{ spans: [span("SPAN_KIND_CLIENT"), span("SPAN_KIND_CLIENT"), span("SPAN_KIND_SERVER")] }] },
      ],
    },
  }
  const { run } = await serve(t, (_, response) => response.setHeader("content-type", "application/json").end(JSON.stringify(body)))
  assert.deepEqual(column((await run({ traceId }))[0], "kind"), ["client", "server"])
})

for (const text of ["zzz", "a".repeat(40), "0".repeat(32), "../../api/echo", "abc/../x"]) {
  test(`"${text}" is no trace id and is never sent`, async (t) => {
    const { server, run } = await serve(t, plays(recorded("trace_v2")))
    await assert.rejects(run({ traceId: text }))
    assert.equal(server.seen.length, 0)
  })
}

for (const [version, folder] of Object.entries(folders)) {
  for (const name of namesIn(folder).filter((name) => recorded(name, folder).response.status >= 400)) {
    test(`${version} ${name}: an AppError with the server's words`, async (t) => {
      const { response } = recorded(name, folder)
      const words = (response.bodyText ?? "").replace(/\s+/g, " ").trim()
      const { run } = await serve(t, (seen, reply) =>
        seen.path.includes("buildinfo") ? reply.writeHead(404).end() : replay(recorded(name, folder), reply),
      )
      const error = await failure(
        run(name.startsWith("trace") ? { traceId } : { traceql: name.startsWith("metrics") ? "{ } | rate()" : traceql }),
      )
      if (words === "") return assert.ok(["traceMissing", "upstreamStatusEmpty"].includes(error.key))
      assert.equal(error.params.text, words.length > 200 ? `${words.slice(0, 199)}…` : words)
      assert.equal(
        error.code,
        name.includes("too_large") && name.startsWith("trace") ? "too_large" : response.status === 400 ? "bad_request" : "upstream_error",
      )
    })
  }
}

for (const [fact, type, body, key] of [
  ["a web page", "text/html", "<html><title>Login</title>", "upstreamHtml"],
  ["broken protobuf", "application/protobuf", "\x0a\xff\xff\xff", "upstreamTruncated"],
  ["broken off JSON", "application/json", '{"trace":{"resourceSpans":[{"scopeSpans":[{"spans":[{"a":', "upstreamTruncated"],
] as const) {
  test(`${fact} instead of a trace is told as ${key}`, async (t) => {
    const { run } = await serve(t, (_, response) => response.writeHead(200, { "content-type": type }).end(Buffer.from(body, "latin1")))
    assert.equal((await failure(run({ traceId }))).key, key)
  })
}

test("the test tells the version", async (t) => {
  const { settings } = await serve(t, byPath({ buildinfo: "buildinfo", tags: "tags_v2" }))
  assert.deepEqual(await tempo.test(settings, testContext(settings)), { ok: true, message: "", version: "3.0.3" })
})

test("tags complete with their scope, values with their type; variables by tag", async (t) => {
  const { server, settings } = await serve(t, (seen, response) =>
    replay(recorded(seen.path.endsWith("tags") ? "tags_v2" : "tag_values_korean"), response),
  )
  const complete = (request: object) => tempo.complete(settings, request as never, testContext(settings))
  const tags = (await complete({ what: "tags", limit: 1000 })).map(({ value }) => value)
  assert.ok(tags.includes("span.결제.수단") && tags.includes("resource.service.name") && tags.includes("duration"))
  assert.ok((await complete({ what: "tagValues", name: "span.결제.수단", limit: 10 })).some(({ value }) => value === "카드"))
  assert.equal(decodeURIComponent(server.seen.at(-1)!.path), "/api/v2/search/tag/span.결제.수단/values")
  assert.ok((await tempo.variableValues!(settings, "label_values(span.결제.수단)", testContext(settings))).includes("카드"))
  assert.equal((await failure(tempo.variableValues!(settings, "drop it;", testContext(settings)))).key, "variableQueryUnknown")
})
