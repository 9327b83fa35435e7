import assert from "node:assert/strict"
import { readdirSync } from "node:fs"
import type { ServerResponse } from "node:http"
import { after, test } from "node:test"
import {
  bodyOf,
  failure,
  longestBlock,
  readRecording,
  replay,
  replaySocket,
  standIn,
  testContext,
  type Seen,
} from "#lib/datasource/testing.ts"
import { fieldOf, type Frame } from "#lib/frame/frame.ts"
import { loki } from "./index.ts"

const folder = new URL("./wire/", import.meta.url)
let answer: (seen: Seen, response: ServerResponse) => void = () => {}
let socketName = "tail_frames_categorized"
const server = await standIn((seen, response) => answer(seen, response))
server.server.on("upgrade", (request, socket) => replaySocket(readRecording(folder, socketName), request, socket))
after(server.close)
const settings = { url: server.url, tenantId: "dev" }
const logs = '{service_name="gateway"}'
const plays = (name: string) => (answer = (_, response) => replay(readRecording(folder, name), response))
const run = (query: object = {}, more = {}) => loki.run(settings, { expr: logs, ...query }, testContext(settings, more))
const replayed = (name: string, query: object = {}) => (plays(name), run(query))
const text = (frame: Frame | undefined, name: string) => fieldOf(frame!, name, "text")!.values
type LabelSets = { stream: Record<string, string>; metadata: Record<string, string>; parsed: Record<string, string> }
const labelSets = (frame: Frame) => fieldOf(frame, "labels", "json")!.values as LabelSets[]

test("lines are asked for with nanoseconds, the tenant and categorised labels", async () => {
  await replayed("query_range_streams_categorized", { limit: 5 })
  const { path, params, headers } = server.seen.at(-1)!
  assert.equal(path, "/loki/api/v1/query_range")
  assert.deepEqual(
    [params.get("start"), params.get("end"), params.get("limit"), params.get("direction")],
    ["1795209864000000000", "1795210464000000000", "5", "backward"],
  )
  assert.deepEqual([headers["x-loki-response-encoding-flags"], headers["x-scope-orgid"]], ["categorize-labels", "dev"])
  assert.equal(params.get("step"), null)
})

test("all streams become one frame, newest line first, to the nanosecond", async () => {
  const frames = await replayed("query_range_streams_categorized")
  assert.equal(frames.length, 1)
  assert.equal(frames[0]?.shape, "logs")
  const ns = text(frames[0], "timestampNs")
  assert.deepEqual(ns, ns.toSorted().toReversed())
  assert.ok(ns.includes("1795210462224526807"))
  assert.ok(Math.abs(Number(fieldOf(frames[0], "time", "time")?.values[ns.indexOf("1795210462224526807")]) - 1_795_210_462_224.5) < 0.1)
})

test("stream, metadata and parsed labels stay apart", async () => {
  const [frame] = await replayed("query_range_logfmt_categorized")
  const [first] = labelSets(frame!)
  assert.ok(Object.keys(first!.stream).includes("service_name"))
  assert.ok(labelSets(frame!).some(({ metadata }) => metadata.detected_level))
  assert.ok(labelSets(frame!).some(({ parsed }) => Object.keys(parsed).length > 0))
})

test("level, trace and span are found in the metadata", async () => {
  const [frame] = await replayed("query_range_streams_categorized")
  const at = text(frame, "timestampNs").indexOf("1795210462224526807")
  assert.deepEqual(
    [text(frame, "level")[at], text(frame, "traceId")[at], text(frame, "spanId")[at]],
    ["info", "07504d972abbd34466695591cf4eeebd", "c5f6626a1f602897"],
  )
})

for (const name of [
  "query_range_ansi",
  "query_range_control_chars",
  "query_range_empty_line",
  "query_range_forward",
  "query_range_html",
  "query_range_limit_1",
  "query_range_many_streams",
  "query_range_parse_errors_json",
  "query_range_stack_trace",
  "query_range_streams_json_categorized",
  "query_range_unicode",
]) {
  test(`${name}: every line arrives as it was written`, async () => {
    const { result } = (bodyOf(readRecording(folder, name)) as { data: { result: { values: [string, string][] }[] } }).data
    const sent = result.flatMap(({ values }) => values.map(([, line]) => line))
    const [frame] = await replayed(name)
    assert.deepEqual(text(frame, "line").toSorted(), sent.toSorted())
  })
}

test("no lines is a frame without lines", async () => {
  const [frame, ...rest] = await replayed("query_range_empty")
  assert.deepEqual([frame?.fields[0]?.values.length, rest.length], [0, 0])
})

test("metric queries ask for a step and answer series", async () => {
  const [first] = await replayed("query_range_matrix", { expr: 'sum by (service_name) (rate({a=~".+"}[1m]))', legend: "{{service_name}}" })
  assert.equal(server.seen.at(-1)?.params.get("step"), "30")
  assert.equal(first?.shape, "series")
  assert.equal(first?.name, first?.labels.service_name)
  assert.ok((await replayed("query_range_matrix_gzip", { expr: 'rate({a="b"}[1m])' })).length > 0)
  assert.ok((await replayed("query_range_matrix_scalar", { expr: "1+1" })).length > 0)
})

test("an instant metric query, and an alert's, ask for one moment", async () => {
  const frames = await replayed("query_instant_vector", { expr: 'count_over_time({a="b"}[5m])', mode: "instant" })
  assert.deepEqual([server.seen.at(-1)?.path, server.seen.at(-1)?.params.get("time")], ["/loki/api/v1/query", "1795210464000000000"])
  assert.ok(frames.length > 0)
  plays("query_instant_scalar")
  assert.equal((await run({ expr: "1+1" }, { range: { fromMs: 5000, toMs: 5000 } })).length, 1)
  assert.equal(server.seen.at(-1)?.params.get("time"), "5000000000")
  assert.deepEqual(await replayed("query_instant_empty", { expr: "1", mode: "instant" }), [])
})

const refusals = readdirSync(folder)
  .map((file) => file.replace(".json", ""))
  .filter((name) => readRecording(folder, name).response.status >= 400 && !name.startsWith("tail"))

for (const name of refusals) {
  test(`${name}: an AppError with the server's words`, async () => {
    const { response } = readRecording(folder, name)
    const words = (response.bodyText ?? "").replace(/\s+/g, " ").trim().slice(0, 199)
    const error = await failure(replayed(name))
    assert.equal(String(error.params.text).slice(0, 199), words)
    const tenant = /org id/i.test(words)
    assert.equal(error.key, tenant ? "queryTenant" : response.status === 400 ? "queryRefused" : "upstreamStatus")
    assert.equal(error.code, response.status === 400 ? "bad_request" : "upstream_error")
  })
}

for (const [fact, type, body, key] of [
  ["a web page", "text/html", "<html><title>Login</title>", "upstreamHtml"],
  [
    "broken off JSON",
    "application/json",
    '{"status":"success","data":{"resultType":"streams","result":[{"stream":{"a":"b"},"values":[["1","x"],["2',
    "upstreamTruncated",
  ],
  [
    "a line that is none",
    "application/json",
    '{"status":"success","data":{"resultType":"streams","result":[{"stream":{},"values":[[1,2]]}]}}',
    "upstreamTruncated",
  ],
  ["something else's JSON", "application/json", '{"a":1}', "upstreamShape"],
] as const) {
  test(`${fact} is told as ${key}`, async () => {
    answer = (_, response) => response.writeHead(200, { "content-type": type }).end(body)
    assert.equal((await failure(run())).key, key)
  })
}

test("5,000 lines of 1 kB never hold the event loop for more than 50 ms", async () => {
  const values = Array.from({ length: 5000 }, (_, at) => [
    `${1_795_209_864_000_000_000n + BigInt(at)}`,
    `trace_id=${"ab".repeat(16)} ${"x".repeat(1000)}`,
    { structuredMetadata: { detected_level: "info" } },
  ])
  const body = JSON.stringify({ status: "success", data: { resultType: "streams", result: [{ stream: { a: "b" }, values }] } })
  answer = (_, response) => response.writeHead(200, { "content-type": "application/json" }).end(body)
  await run()
  let frame: Frame | undefined
  const longest = await longestBlock(async () => void ([frame] = await run()))
  assert.equal(text(frame, "traceId")[4999], "ab".repeat(16))
  assert.ok(longest <= 50, `${Math.round(longest)} ms`)
})

test("the test tells the version and needs readable labels", async () => {
  answer = (seen, response) => replay(readRecording(folder, seen.path.endsWith("buildinfo") ? "buildinfo" : "labels"), response)
  assert.equal((await loki.test(settings, testContext(settings))).version, "3.7.6")
  plays("mt_missing_org_id")
  assert.equal((await failure(loki.test(settings, testContext(settings)))).key, "queryTenant")
})

test("labels without data are no labels; fields and values complete", async () => {
  const complete = (request: object) => loki.complete(settings, request as never, testContext(settings))
  plays("labels_empty_range")
  assert.deepEqual(await complete({ what: "labels", limit: 10 }), [])
  plays("label_values")
  assert.ok((await complete({ what: "values", name: "service_name", limit: 10 })).length > 0)
  plays("detected_fields")
  assert.ok((await complete({ what: "fields", match: logs, limit: 10 })).every(({ detail }) => detail))
  plays("label_values")
  assert.ok((await loki.variableValues!(settings, `label_values(${logs}, pod)`, testContext(settings))).length > 0)
  assert.equal(server.seen.at(-1)?.params.get("query"), logs)
})

test("a tail brings lines oldest first and ends when nobody listens", async () => {
  plays("query_range_limit_1")
  socketName = "tail_frames_categorized"
  const controller = new AbortController()
  const frames: Frame[] = []
  for await (const frame of loki.tail!(settings, { expr: logs }, testContext(settings, { signal: controller.signal }))) {
    frames.push(frame)
    if (frames.length === 2) controller.abort()
  }
  assert.equal(frames.length, 2)
  const ns = text(frames[0], "timestampNs")
  assert.ok(ns.length > 0)
  assert.deepEqual(ns, ns.toSorted())
})

const follow = async () => {
  for await (const frame of loki.tail!(settings, { expr: logs }, testContext(settings))) assert.ok(frame)
}

test("a tail of a broken query fails with the server's words, one of numbers with the reason of its end", async () => {
  plays("error_parse")
  assert.equal((await failure(follow())).key, "queryRefused")
  plays("query_range_limit_1")
  socketName = "tail_metric_query"
  const ended = await failure(follow())
  assert.deepEqual([ended.key, ended.params.reason], ["socketClosed", "only log selector is supported"])
  socketName = "tail_bad_query"
  assert.equal((await failure(follow())).key, "socketFailed")
})
