import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { after, test } from "node:test"
import { WebSocket } from "ws"
import { serve, type Answer } from "#demo/http/api.ts"
import { lokiApi } from "#demo/http/loki.ts"
import { patternOf } from "#demo/http/loki/patterns.ts"
import { serveTail } from "#demo/http/loki/tail.ts"
import { madeStore, madeTemplate } from "#demo/logql/testing.ts"

interface Recording {
  request: { method: string; url: string; headers: Record<string, string> }
  response: { status: number; headers: Record<string, string>; body?: unknown; bodyText?: string }
  frames?: { opcode: number; closeCode?: number; closeReason?: string }[]
}

const folder = new URL("./loki/wire/", import.meta.url)
const recordings = new Map(
  readdirSync(folder).map((name) => [name.replace(".json", ""), JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Recording]),
)
const NOW = 1_795_210_466_599

const stream = (service: string, instance: string) => ({
  deployment_environment: "dev",
  instance,
  namespace: "shop",
  service_name: service,
})

const made = (everyMs: number, line: (index: number, at: number) => string, level: string) =>
  Array.from({ length: Math.floor(3_600_000 / everyMs) }, (_each, index) => {
    const at = NOW - 3_600_000 + index * everyMs
    const ids = { trace_id: index.toString(16).padStart(32, "0"), span_id: index.toString(16).padStart(16, "0") }
    return { at, line: line(index, at), metadata: { detected_level: level, ...ids } }
  })

const access = (index: number, at: number) =>
  `{"@timestamp":"${new Date(at).toISOString()}","level":"INFO","service":"gateway","logger":"com.shop.gateway.Handler","message":"GET /api/listings -> 200","trace_id":"${index}","span_id":"${index}","method":"GET","path":"/api/listings","status":${index % 2 ? 200 : 201},"duration_ms":${index + 0.5},"user":{"id":"u-${index % 40}","tier":"pro"},"tags":["http","검색"]}`

/** A gateway that writes JSON, a payment that writes text and an event service that writes Logback, as on the day of the recordings. */
function recordedShop() {
  const script = { at: NOW - 5000, line: "<script>alert('xss')</script>", metadata: { detected_level: "unknown" } }
  return madeStore([
    {
      labels: stream("event-service", "event-service-0"),
      templates: [
        madeTemplate(
          "consumed",
          made(9000, (index) => `INFO [kafka] consumed topic=order-paid offset=${index} lag=1`, "info"),
        ),
      ],
    },
    {
      labels: stream("gateway", "gateway-0"),
      templates: [madeTemplate("access", made(2000, access, "info")), madeTemplate("html", [script])],
    },
    { labels: stream("gateway", "gateway-1"), templates: [madeTemplate("access", made(3000, access, "info"))] },
    {
      labels: stream("payment", "payment-0"),
      templates: [
        madeTemplate(
          "paid",
          made(7000, (index) => `2026-11-21 INFO 결제 완료 orderId=${index}`, "info"),
        ),
      ],
    },
  ])
}

const api = lokiApi(recordedShop())

async function ask(request: { method?: string; url: string; headers?: Record<string, string> }): Promise<Answer> {
  const url = new URL(request.url, "http://demo")
  const path = url.pathname.split("/").filter(Boolean).map(decodeURIComponent)
  const headers = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  return api({ method: request.method ?? "GET", path, params: url.searchParams, headers, nowMs: NOW })
}
const get = async (path: string, params: Record<string, string> = {}, headers?: Record<string, string>) => {
  const answer = await ask({ url: `/loki/api/v1/${path}?${new URLSearchParams(params)}`, headers })
  return { ...answer, json: answer.type?.includes("json") === false ? undefined : JSON.parse(String(answer.body)) }
}
// oxlint-disable-next-line typescript/no-explicit-any
type Json = any

const withoutSeries = (text: string) => text.replace(/series: '\{[\s\S]*\}'\./, "series: {}.")

test("the same status, type and words for each fault that was recorded", async () => {
  const faults = [...recordings].filter(([, { response }]) => response.bodyText !== undefined)
  assert.ok(faults.length >= 18)
  for (const [name, { request, response }] of faults) {
    if (name.startsWith("tail_")) continue
    const answer = await ask(request)
    assert.equal(answer.status, response.status, name)
    assert.equal(answer.type ?? "application/json", response.headers["content-type"], name)
    // The recorded series is of lines that this store does not have.
    if (name === "error_pipeline_json") {
      assert.equal(withoutSeries(String(answer.body)), withoutSeries(response.bodyText!))
    } else assert.equal(answer.body, response.bodyText, name)
  }
})

/** The shape of a value: keys with the types behind them; lists by what their members have in common. */
function shape(value: unknown, path = ""): Map<string, string> {
  const kind = Array.isArray(value) ? "list" : value === null ? "null" : typeof value
  const shapes = new Map([[path, kind]])
  // Labels are data, not shape.
  if (/\.(?:stream|metric|structuredMetadata|parsed)$/.test(path)) return shapes
  if (Array.isArray(value)) {
    const pair = typeof value[0] === "number" || /^\d{19}$/.test(String(value[0]))
    for (const [index, each] of value.entries())
      for (const [key, type] of shape(each, `${path}[${pair ? index : ""}]`)) shapes.set(key, type)
  } else if (typeof value === "object" && value !== null)
    for (const [key, each] of Object.entries(value)) for (const [inner, type] of shape(each, `${path}.${key}`)) shapes.set(inner, type)
  return shapes
}

test("answers have the shape of the recorded ones", async () => {
  for (const [name, { request, response }] of recordings) {
    if (response.body === undefined) continue
    const answer = await ask(request)
    assert.equal(answer.status, response.status, name)
    assert.equal(answer.type ?? "application/json", response.headers["content-type"], name)
    const [mine, recorded] = [JSON.parse(String(answer.body)) as unknown, response.body].map((body) => shape(body))
    // Left out when empty or zero, and of the data of that day.
    const optional = /recvWaitTime|jsonPath|parsers|\.values\[\]$|structuredMetadata|parsed/
    for (const [path, type] of recorded!) if (!optional.test(path)) assert.equal(mine!.get(path), type, `${name} ${path}`)
    for (const [path] of mine!) if (!optional.test(path)) assert.ok(recorded!.has(path), `${name} has no ${path}`)
  }
})

test("labels, values and series", async () => {
  assert.deepEqual((await get("labels")).json.data, ["deployment_environment", "instance", "namespace", "service_name"])
  assert.deepEqual((await get("label/service_name/values")).json.data, ["event-service", "gateway", "payment"])
  assert.deepEqual((await get("label/instance/values", { query: '{service_name="gateway"}' })).json.data, ["gateway-0", "gateway-1"])
  assert.deepEqual((await get("label/nope/values")).json, { status: "success" })
  assert.deepEqual((await get("labels", { start: "1700000000", end: "1700000100" })).json, { status: "success" })
  assert.equal((await get("series", { "match[]": '{service_name=~"pay.*"}' })).json.data.length, 1)
  assert.equal((await get("series")).json.data.length, 4)
})

const categorize = { "X-Loki-Response-Encoding-Flags": "categorize-labels" }

test("lines: order, limit, times, streams with and without categories", async () => {
  const query = '{service_name="gateway"} |= `listings` | json status="status"'
  const window = { query, start: String((NOW - 20_000) * 1e6), end: String(Math.floor(NOW / 1000)), limit: "4" }
  const { json } = await get("query_range", window, categorize)
  const instances = json.data.result.map(({ stream }: Json) => stream.instance)
  assert.deepEqual([json.data.encodingFlags, instances], [["categorize-labels"], ["gateway-0", "gateway-1"]])
  const values = json.data.result.flatMap((stream: Json) => stream.values)
  assert.equal(values.length, 4)
  assert.ok(values.every(([, , categories]: Json) => categories.structuredMetadata.trace_id && "parsed" in categories))
  const bare = await get("query_range", window)
  assert.equal(bare.json.data.encodingFlags, undefined)
  assert.equal(bare.json.data.result.length, 4)
  assert.ok(bare.json.data.result.every(({ stream, values }: Json) => stream.trace_id && values[0].length === 2))
  const forward = await get("query_range", { ...window, direction: "forward", query: '{instance="gateway-1"}' })
  const times = forward.json.data.result.flatMap((stream: Json) => stream.values.map(([ns]: Json) => ns))
  assert.deepEqual(times, times.toSorted())
  assert.ok(String((await get("query_range", { query: '{service_name="gateway"} |= `<script>`' })).body).includes("\\u003cscript\\u003e"))
  const since = await get("query_range", { query: '{service_name="payment"}', since: "1m", limit: "5000" })
  assert.equal(since.json.data.result.flatMap((stream: Json) => stream.values).length, 8)
  const iso = { start: new Date(NOW - 60_000).toISOString(), end: (NOW / 1000).toFixed(3) }
  const same = await get("query_range", { query: '{service_name="payment"}', ...iso, limit: "5000" })
  assert.deepEqual(same.json.data.result, since.json.data.result)
  assert.equal((await get("query_range", { query: "{a=`b`}", start: "soon" })).status, 400)
})

test("steps lie at whole steps around the range, and nothing comes from the future", async () => {
  const query = 'sum(count_over_time({service_name="payment"}[1m]))'
  const range = { query, start: String(Math.floor(NOW / 1000) - 600), end: String(Math.floor(NOW / 1000)), step: "60" }
  const { json } = await get("query_range", range)
  const [{ values }] = json.data.result
  assert.deepEqual([values[0][0] % 60, values.at(-1)[0] % 60], [0, 0])
  assert.ok(values[0][0] <= Number(range.start) && values.at(-1)[0] >= Number(range.end))
  const instant = await get("query", { query, time: String((NOW + 30_000) * 1e6) })
  assert.ok(Number(instant.json.data.result[0].value[1]) < 6)
  assert.deepEqual((await get("query", { query: "1 + 1" })).json.data.result, [Math.floor(NOW) / 1000, "2"])
})

test("volumes, statistics, patterns and fields", async () => {
  const query = '{deployment_environment="dev"}'
  const stats = (await get("index/stats", { query })).json
  assert.deepEqual([stats.streams, stats.entries], [4, 1800 + 1 + 1200 + 400 + 514])
  const volume = (await get("index/volume", { query, targetLabels: "service_name" })).json.data.result
  const sizes: number[] = volume.map(({ value }: Json) => Number(value[1]))
  assert.equal(volume[0].metric.service_name, "gateway")
  assert.ok(sizes.every((size, index) => index === 0 || size <= sizes[index - 1]!))
  const ranged = (await get("index/volume_range", { query, targetLabels: "service_name", step: "600" })).json.data.result
  const sum = ranged[0].values.reduce((total: number, [, bytes]: [number, string]) => total + Number(bytes), 0)
  assert.ok(Math.abs(sum / Number(volume[0].value[1]) - 1) < 0.01)
  const patterns = (await get("patterns", { query: '{service_name="payment"}', step: "60s" })).json.data
  assert.deepEqual(patterns[0].pattern, "2026-11-21 INFO 결제 완료 orderId=<_>")
  assert.equal(
    patterns[0].samples.reduce((total: number, [, count]: [number, number]) => total + count, 0),
    514,
  )
  assert.equal(patternOf(["took 5ms for a b c", "took 17ms for d e"]), "took <_>")
  const { fields } = (await get("detected_fields", { query: '{service_name="gateway"} |= `listings`' })).json
  const duration = fields.find(({ label }: Json) => label === "duration_ms")
  assert.deepEqual([duration.type, duration.parsers, duration.jsonPath], ["float", ["json"], ["duration_ms"]])
  assert.deepEqual(fields.find(({ label }: Json) => label === "detected_level").parsers, null)
  const values = (await get("detected_field/status/values", { query: '{service_name="gateway"} |= `listings`' })).json
  assert.deepEqual(values, { values: ["200", "201"], limit: 1000 })
})

const refusal = (address: string) =>
  new Promise<{ status?: number; words: string }>((resolve) =>
    new WebSocket(address)
      .on("error", () => {})
      .once("unexpected-response", (_request, response) => {
        response.on("data", (words: Buffer) => resolve({ status: response.statusCode, words: words.toString() }))
      }),
  )

test("tail: what was, what comes, and its faults", async () => {
  let now = NOW - 10_000
  const { server, url } = await serve(api, { port: 0, now: () => now })
  after(() => server.close())
  serveTail(server, { store: recordedShop(), now: () => now })
  const address = (query: string, more = "") => `${url.replace("http", "ws")}/loki/api/v1/tail?query=${encodeURIComponent(query)}${more}`
  const socket = new WebSocket(address('{service_name="gateway"} | json', "&limit=3"), { headers: categorize })
  const frames: Json[] = []
  const pinged = new Promise((resolve) => socket.once("ping", resolve))
  const enough = new Promise<void>((resolve) => {
    socket.on("message", (data: Buffer) => {
      frames.push(JSON.parse(data.toString()))
      now = NOW
      if (frames.length === 2) resolve()
    })
  })
  await Promise.all([enough, pinged])
  socket.close()
  const nsOf = (frame: Json) => frame.streams.map(({ values }: Json) => values[0][0])
  assert.equal(frames[0].streams.length, 3)
  assert.deepEqual(frames[0].encodingFlags, ["categorize-labels"])
  assert.deepEqual(nsOf(frames[0]), nsOf(frames[0]).toSorted())
  assert.ok(nsOf(frames[1])[0] > nsOf(frames[0]).at(-1))
  assert.ok(frames[0].streams[0].values[0][2].parsed.message.includes("GET"))

  const closed = await new Promise<[number, string]>((resolve) =>
    new WebSocket(address('rate({service_name="gateway"}[1m])')).once("close", (code, reason) => resolve([code, reason.toString()])),
  )
  assert.deepEqual(closed, [1011, "only log selector is supported"])
  const elsewhere = await refusal(`${url.replace("http", "ws")}/loki/api/v1/query`)
  assert.deepEqual(elsewhere, { status: 404, words: "404 page not found\n" })
  const refused = await refusal(address('{service_name="gateway"'))
  const recorded = recordings.get("tail_bad_query")!.response
  assert.deepEqual(refused, { status: recorded.status, words: recorded.bodyText })
})
