import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { SMALL_WORLD, START_MS, storeOf } from "#demo/traceql/testing.ts"
import { ask } from "./ask.ts"
import { TEMPO_LIMITS } from "./tempo/params.ts"
import { tempoApi } from "./tempo.ts"

interface Recorded {
  request: { url: string }
  response: { status: number; headers: Record<string, string>; body?: unknown; bodyText?: string }
}

const BESIDE = new URL("./tempo/wire/", import.meta.url)
const OF_THE_KIND = new URL("../../lib/datasource/kinds/tempo/wire/", import.meta.url)
const read = (file: URL) => JSON.parse(readFileSync(file, "utf8")) as Recorded
const beside = (name: string) => read(new URL(`${name}.json`, BESIDE))

const NOW = START_MS + 600_000
const api = tempoApi(storeOf(SMALL_WORLD))
const RANGE = `start=${START_MS / 1000 - 60}&end=${START_MS / 1000 + 300}`

const get = (url: string, of = api) => ask(of, url, NOW)
const json = async (url: string, of = api) => JSON.parse(String((await get(url, of)).body)) as never

const sorted = (body: unknown) => (body as { tagValues: object[] }).tagValues.map((value) => JSON.stringify(value)).toSorted()

// What was refused by a real Tempo 3.0.3 is refused here: the same status, the same words.
const refused = readdirSync(OF_THE_KIND).filter((name) => name.endsWith(".json") && name !== "trace_v1_too_large.json")
for (const name of refused) {
  const { request, response } = read(new URL(name, OF_THE_KIND))
  if (response.status === 200) continue
  test(`${name}: ${response.status} ${response.bodyText}`, async () => {
    const found = await ask(tempoApi(storeOf([])), request.url, NOW)
    assert.deepEqual(
      { status: found.status, body: found.body, type: found.type },
      { status: response.status, body: response.bodyText ?? "", type: "text/plain; charset=utf-8" },
    )
  })
}

for (const name of ["tag_values_kind", "tag_values_status"]) {
  test(`${name}: all there are, as words and as numbers`, async () => {
    const { request, response } = beside(name)
    assert.deepEqual(sorted(await json(request.url)), sorted(response.body))
  })
}

for (const name of ["echo", "ready"]) {
  test(`${name} is the recorded text`, async () => {
    const { request, response } = beside(name)
    const { status, type, body } = await get(request.url)
    assert.deepEqual({ status, type, body }, { status: 200, type: response.headers["content-type"], body: response.bodyText })
  })
}

test("found traces: stripped ids, stats, how many matched, no more spans than asked for", async () => {
  const { traces, metrics } = (await json(`/api/search?q={status=error}&spss=2&${RANGE}`)) as {
    traces: { traceID: string; serviceStats: object; spanSet: object; spanSets: { spans: unknown[]; matched: number }[] }[]
    metrics: object
  }
  assert.equal(traces.length, 1)
  const { spanSet, spanSets, serviceStats, ...head } = traces[0]!
  assert.deepEqual(head, {
    traceID: "abc",
    rootServiceName: "gateway",
    rootTraceName: "POST /api/payments",
    startTimeUnixNano: `${START_MS}000000`,
    durationMs: 2000,
  })
  assert.deepEqual(spanSet, spanSets[0])
  assert.deepEqual([spanSets[0]!.spans.length, spanSets[0]!.matched], [2, 3])
  assert.deepEqual(serviceStats, { gateway: { spanCount: 2, errorCount: 2 }, payment: { spanCount: 3, errorCount: 1 } })
  assert.deepEqual(metrics, { inspectedTraces: 1, completedJobs: 1, totalJobs: 1, inspectedSpans: "5" })
})

test("a search that its budget ended has a job that was not done", async () => {
  const poor = tempoApi(storeOf(SMALL_WORLD), { ...TEMPO_LIMITS, searchBudget: 1 })
  const { traces, metrics } = (await json(`/api/search?q={.none=1}&${RANGE}`, poor)) as { traces: unknown[]; metrics: object }
  assert.deepEqual([traces, metrics], [[], { inspectedTraces: 1, completedJobs: 1, totalJobs: 2, inspectedSpans: "1" }])
})

test("an estimate says so", async () => {
  const poor = tempoApi(storeOf(SMALL_WORLD), { ...TEMPO_LIMITS, metricsBudget: 1 })
  const { status, message } = (await json(`/api/metrics/query_range?q={}|avg_over_time(duration)&step=60s&${RANGE}`, poor)) as Record<
    string,
    string
  >
  assert.deepEqual([status, message], ["PARTIAL", "Estimated from an even sample of 3 of 3 traces"])
})

for (const [query, words] of [
  ["q={}&tags=a=b", "invalid request: can't specify tags and q in the same query"],
  ["limit=0", "invalid limit: must be a positive number"],
  ["spss=101", "spans per span set exceeds 100. received 101"],
  ["start=10", "http parameter start must be before end. received start=10 end=0"],
  ["minDuration=x", 'invalid minDuration: time: invalid duration "x"'],
  ["minDuration=2s&maxDuration=1s", "invalid maxDuration: must be greater than minDuration"],
] as const) {
  test(`search?${query}: ${words}`, async () => assert.equal((await get(`/api/search?${query}`)).body, words))
}

for (const [query, words] of [
  [`start=10&end=5`, "end must be greater than start"],
  [`step=x&${RANGE}`, 'cannot parse "x" to a valid duration'],
  [
    `step=60&start=1795209600&end=1795296060`,
    "range specified by start and end (24h1m0s) exceeds 24h0m0s. received start=1795209600000000000 end=1795296060000000000",
  ],
] as const) {
  test(`query_range?${query}: ${words}`, async () => assert.equal((await get(`/api/metrics/query_range?q={}|rate()&${query}`)).body, words))
}

const stepsAfterStart = async (query: string) =>
  (
    (await json(`/api/metrics/query_range?q={}|rate()&${query}`)) as { series: { samples: { timestampMs: string }[] }[] }
  ).series[0]!.samples.map(({ timestampMs }) => Number(timestampMs) - START_MS)

test("metrics: since, nanoseconds, RFC 3339 and a step of its own", async () => {
  assert.deepEqual(await stepsAfterStart("since=5m&step=60"), [300_000, 360_000, 420_000, 480_000, 540_000, 600_000])
  assert.deepEqual(await stepsAfterStart(`start=${START_MS}000000&end=${START_MS + 60_000}000000&step=1m`), [0, 60_000])
  assert.deepEqual(
    await stepsAfterStart(`start=${new Date(START_MS).toISOString()}&end=${START_MS / 1000 + 60}&step=30s`),
    [0, 30_000, 60_000],
  )
  assert.equal((await stepsAfterStart(`start=${START_MS / 1000}&end=${START_MS / 1000 + 600}`))[1], 2000)
})

const valuesOf = async (name: string, q = "") =>
  (
    (await json(`/api/v2/search/tag/${encodeURIComponent(name)}/values?q=${encodeURIComponent(q)}`)) as {
      tagValues: { type: string; value: string }[]
    }
  ).tagValues
    .map(({ type, value }) => `${type} ${value}`)
    .toSorted()

test("tag values: of the spans that fit the finished part of q; names that TraceQL would quote", async () => {
  assert.deepEqual(await valuesOf("name", '{ resource.service.name = "payment" && status = '), [
    "string POST /payments",
    "string SELECT orders",
    "string UPDATE orders",
  ])
  assert.deepEqual(await valuesOf("span.rows"), ["int 1", "int 3"])
  assert.deepEqual(await valuesOf("span.ratio"), ["float 0.5"])
  assert.deepEqual(await valuesOf(".cached"), ["bool true"])
  assert.deepEqual(await valuesOf("span.with space"), ["string a b"])
  assert.deepEqual(await valuesOf("span.결제.수단", "{ nonsense"), ["string 카드"])
  assert.deepEqual(await valuesOf("event:name"), ["string exception", "string retry"])
  assert.deepEqual(await valuesOf("trace:id"), [])
})
