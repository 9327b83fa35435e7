import assert from "node:assert/strict"
import { readdirSync } from "node:fs"
import type { ServerResponse } from "node:http"
import { after, test } from "node:test"
import { bodyOf, failure, readRecording, replay, standIn, testContext, type Seen } from "#lib/datasource/testing.ts"
import { fieldOf, type Frame } from "#lib/frame/frame.ts"
import { prometheus } from "./index.ts"

const folder = new URL("./wire/", import.meta.url)
let answer: (seen: Seen, response: ServerResponse) => void = () => {}
const server = await standIn((seen, response) => answer(seen, response))
after(server.close)
const settings = { url: server.url }
const plays = (name: string) => (answer = (_, response) => replay(readRecording(folder, name), response))

const run = (query: object, more = {}) => prometheus.run(settings, { expr: "up", ...query }, testContext(settings, more))
const replayed = (name: string, query: object = {}) => (plays(name), run(query))
const values = (frame: Frame | undefined) => Array.from(fieldOf(frame!, "value", "number")!.values)
const times = (frame: Frame | undefined) => Array.from(fieldOf(frame!, "time", "time")!.values)

test("a range query goes out as a form with seconds and answers a frame a series", async () => {
  const frames = await replayed("query_range", { expr: "rate(x[1m])", legend: "{{service}}/{{nothing}}" })
  const { method, path, params } = server.seen.at(-1)!
  assert.deepEqual([method, path], ["POST", "/api/v1/query_range"])
  assert.deepEqual(
    [params.get("query"), params.get("start"), params.get("end"), params.get("step")],
    ["rate(x[1m])", "1795209864", "1795210464", "30"],
  )
  assert.ok(frames.length > 3)
  assert.equal(frames[0]?.name, "event-service/")
  assert.equal(times(frames[0])[0], 1_795_209_864_000)
  assert.equal(values(frames[0])[0], 0.28888888888888886)
  assert.ok(fieldOf(frames[0], "value", "number")?.values instanceof Float64Array)
})

test("every value is the double that Number would make of it", async () => {
  const { result } = (bodyOf(readRecording(folder, "query_range")) as { data: { result: { values: [number, string][] }[] } }).data
  const frames = await replayed("query_range")
  assert.deepEqual(
    frames.map(values),
    result.map((series) => series.values.map(([, text]) => Number(text))),
  )
})

test("an instant query, and an alert's range of no length, ask for one moment", async () => {
  plays("query_vector")
  await run({ mode: "instant" })
  assert.deepEqual([server.seen.at(-1)?.path, server.seen.at(-1)?.params.get("time")], ["/api/v1/query", "1795210464"])
  await run({}, { range: { fromMs: 1_795_210_000_500, toMs: 1_795_210_000_500 } })
  assert.equal(server.seen.at(-1)?.params.get("time"), "1795210000.5")
})

test("NaN and infinities are values, not gaps", async () => {
  const all = (await replayed("query_nan_inf")).flatMap(values)
  assert.ok(all.some(Number.isNaN) || all.includes(Number.POSITIVE_INFINITY))
  assert.ok(all.every((value) => typeof value === "number"))
  assert.deepEqual((await replayed("query_nan_scalar")).flatMap(values), [Number.NaN])
  assert.ok((await replayed("query_div_zero")).flatMap(values).some((value) => !Number.isFinite(value)))
})

test("a scalar is one series without labels, a string one whose label holds it", async () => {
  const [scalar] = await replayed("query_scalar")
  assert.deepEqual(scalar?.labels, {})
  assert.equal(values(scalar).length, 1)
  assert.deepEqual((await replayed("query_string"))[0]?.labels, { value: "hello" })
})

test("an empty answer is no frames", async () => {
  assert.deepEqual(await replayed("query_empty"), [])
  assert.deepEqual(await replayed("query_range_empty"), [])
})

for (const name of [
  "query_gzip",
  "query_matrix",
  "query_odd_labels",
  "query_utf8_metric",
  "query_range_nan_gaps",
  "query_range_missing_samples",
  "query_vector",
]) {
  test(`${name} has as many frames as the server sent series, with the labels unchanged`, async () => {
    const { result } = (bodyOf(readRecording(folder, name)) as { data: { result: { metric: object }[] } }).data
    const frames = await replayed(name)
    assert.deepEqual(
      frames.map((frame) => frame.labels),
      result.map((series) => series.metric),
    )
  })
}

test("warnings and infos are notices, with data and without", async () => {
  assert.match((await replayed("query_warning_annotation"))[0]!.notices[0]!, /^PromQL warning: bucket label/)
  assert.match((await replayed("query_info_annotation"))[0]!.notices[0]!, /^PromQL info:/)
  assert.match((await replayed("query_limit"))[0]!.notices[0]!, /truncated due to limit/)
})

test("native histograms keep their buckets and stand beside floats", async () => {
  const [frame] = await replayed("native_histogram_vector")
  const [histogram] = fieldOf(frame!, "histogram", "json")!.values as { count: number; buckets: number[][] }[]
  assert.equal(histogram?.count, 0.13333333333333333)
  assert.deepEqual(histogram?.buckets[0], [0, 0.00020529697638030136, 0.0002238779402355154, 0.007017543859649122])
  assert.ok((await replayed("native_histogram_mixed_floats")).length > 1)
  assert.ok((await replayed("native_histogram_range")).every((frame) => fieldOf(frame, "histogram", "json")))
  assert.ok((await replayed("native_histogram_custom_buckets_nhcb")).length > 0)
})

test("a table is one frame with a column a label", async () => {
  const [table, ...rest] = await replayed("query_vector", { format: "table", mode: "instant" })
  assert.equal(rest.length, 0)
  assert.equal(table?.shape, "table")
  const names = table.fields.map((field) => field.name)
  assert.deepEqual([names[0], names.at(-1)], ["time", "value"])
  assert.ok(table.fields.every((field) => field.values.length === table.fields[0]!.values.length))
})

test("a heatmap's buckets are in order and hold what the one below does not", async () => {
  const [frame] = await replayed("query_range_buckets_heatmap", { format: "heatmap" })
  const names = frame!.fields.slice(1).map((field) => field.name)
  assert.equal(names.at(-1), "+Inf")
  assert.deepEqual(
    names.slice(0, -1).map(Number),
    names
      .slice(0, -1)
      .map(Number)
      .toSorted((a, b) => a - b),
  )
  for (const field of frame!.fields.slice(1)) assert.ok(Array.from(field.values as number[]).every((value) => value === null || value >= 0))
})

test("exemplars come as a table of their own with whole trace ids", async () => {
  answer = (seen, response) => replay(readRecording(folder, seen.path.endsWith("exemplars") ? "query_exemplars" : "query_range"), response)
  const table = (await run({ exemplars: true })).at(-1)!
  assert.equal(table.name, "exemplars")
  assert.ok(fieldOf(table, "traceId", "text")!.values.every((id) => /^[0-9a-f]{32}$/.test(id)))
  assert.deepEqual(
    times(table),
    times(table).toSorted((a, b) => a - b),
  )
})

test("exemplars that can't be read are a notice, and the series are there", async () => {
  answer = (seen, response) =>
    replay(readRecording(folder, seen.path.endsWith("exemplars") ? "query_exemplars_bad" : "query_range"), response)
  const [first] = await run({ exemplars: true })
  assert.equal(first?.shape, "series")
  assert.match(first.notices[0] ?? "", /^exemplars: .*unexpected end of input/)
})

/** Recorded refusals that a query can meet, and what becomes of them. */
const refusals = readdirSync(folder)
  .map((file) => file.replace(".json", ""))
  .filter((name) => readRecording(folder, name).response.status >= 400)

for (const name of refusals) {
  test(`${name}: an AppError with the server's words`, async () => {
    const { response } = readRecording(folder, name)
    const error = await failure(replayed(name))
    const { error: text, errorType } = (response.body ?? {}) as { error?: string; errorType?: string }
    if (!text) return assert.deepEqual([error.code, error.key, error.params.status], ["upstream_error", "upstreamStatus", response.status])
    assert.equal(error.params.text, text)
    assert.equal(error.params.type, errorType)
    assert.equal(error.code, name === "query_timeout" ? "upstream_timeout" : "bad_request")
  })
}

const complete = (request: object) => prometheus.complete(settings, request as never, testContext(settings))
const ask = (query: string) => prometheus.variableValues!(settings, query, testContext(settings))
test("the test tells the version", async () => {
  answer = (seen, response) => replay(readRecording(folder, seen.path.endsWith("buildinfo") ? "buildinfo" : "query_scalar"), response)
  assert.deepEqual(await prometheus.test(settings, testContext(settings)), { ok: true, message: "", version: "3.5.3+ds1" })
})

test("completion knows metrics with their type, labels and values", async () => {
  answer = (seen, response) =>
    replay(
      readRecording(
        folder,
        seen.path.endsWith("metadata")
          ? "metadata"
          : seen.path.endsWith("labels")
            ? "labels"
            : seen.path.includes("__name__")
              ? "label_values_name_shop"
              : "label_values_job",
      ),
      response,
    )
  assert.ok((await complete({ what: "metrics", limit: 100 })).length > 0)
  assert.ok((await complete({ what: "labels", limit: 5 })).length === 5)
  assert.ok((await complete({ what: "values", name: "job", match: 'up{x="y"}', limit: 100 })).length > 0)
  assert.equal(server.seen.at(-1)?.params.get("match[]"), 'up{x="y"}')
  await complete({ what: "values", name: "http.status_code", limit: 1 })
  assert.equal(server.seen.at(-1)?.path, "/api/v1/label/U__http_2e_status__code/values")
})

test("variables: label names, values, values of a metric, metrics by regex, results", async () => {
  answer = (seen, response) =>
    replay(
      readRecording(
        folder,
        seen.path.endsWith("/query")
          ? "query_vector"
          : seen.path.endsWith("labels")
            ? "labels"
            : seen.path.includes("__name__")
              ? "label_values_name_shop"
              : "label_values_job",
      ),
      response,
    )
  assert.ok((await ask("label_names()")).includes("job"))
  assert.ok((await ask("label_values(job)")).length > 0)
  await ask('label_values(up{a="x,y"}, job)')
  assert.equal(server.seen.at(-1)?.params.get("match[]"), 'up{a="x,y"}')
  assert.deepEqual(await ask("metrics(^nothing_such$)"), [])
  assert.match((await ask("query_result(up)"))[0]!, /^up\{.*\} [\d.]+ \d{13}$/)
  assert.equal((await failure(ask("metrics(()"))).code, "bad_request")
  assert.equal((await failure(ask("drop table"))).key, "variableQueryUnknown")
})
