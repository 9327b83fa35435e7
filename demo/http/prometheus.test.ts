import assert from "node:assert/strict"
import { test } from "node:test"
import { memoryStorage, type Recorded } from "../promql/agreement/memory-storage.ts"
import { prometheusApi } from "./prometheus.ts"

const NOW_MS = 1_795_210_464_410
const STEP_MS = 15_000

/** Forty samples, the newest at `NOW_MS`. */
function recorded(labels: Record<string, string>, value: (at: number) => number): Recorded {
  const samples = Array.from({ length: 40 }, (_, at) => ({ timeMs: NOW_MS - (39 - at) * STEP_MS, value: value(at) }))
  return { labels, samples }
}

const STORED = [
  ...["a", "b", "c"].map((instance, at) => recorded({ __name__: "up", job: "shop", instance }, () => Number(at < 2))),
  recorded({ __name__: "process_cpu_usage", instance: "a" }, (at) => at / 100),
  recorded({ __name__: "shop.orders", "geo.region": "서울", instance: "a" }, (at) => at),
  ...["1", "2", "+Inf"].map((le, at) => recorded({ __name__: "lat_bucket", le }, (n) => n * (at + 1))),
  recorded({ __name__: "odd", kind: "nan" }, () => NaN),
  recorded({ __name__: "odd", kind: "tiny" }, () => 1e-7),
  recorded({ __name__: "odd", kind: "inf" }, () => -Infinity),
]

const api = prometheusApi(memoryStorage(STORED), {
  metadata: () => ({ up: { type: "gauge", help: "Whether it is up.", unit: "" } }),
  exemplars: ({ labels }) => (labels.le === "2" ? [{ labels: { trace_id: "abc" }, value: 1.5, timeMs: NOW_MS - 5000 }] : []),
})

async function ask(path: string, params: Record<string, string> | [string, string][] = {}, method = "GET") {
  const call = { method, path: path.split("/").map(decodeURIComponent), params: new URLSearchParams(params), headers: {}, nowMs: NOW_MS }
  const { status, type, body } = await api(call)
  const text = String(body)
  return { status, type, text, json: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {} }
}

const query = async (text: string, more: Record<string, string> = {}) => (await ask("api/v1/query", { query: text, ...more })).text

test("values and times are written as the real server writes them", async () => {
  const start = '{"status":"success","data":{"resultType":'
  const cases: [string, string][] = [
    ["1 + 1", `${start}"scalar","result":[1795210464.410,"2"]}}`],
    ['"hello"', `${start}"string","result":[1795210464.410,"hello"]}}`],
    ["nosuch", `${start}"vector","result":[]}}`],
    ["1 / 0", `${start}"scalar","result":[1795210464.410,"+Inf"]}}`],
    ['odd{kind="tiny"}', `${start}"vector","result":[{"metric":{"__name__":"odd","kind":"tiny"},"value":[1795210464.410,"1e-07"]}]}}`],
    ['odd{kind="inf"} * 0', `${start}"vector","result":[{"metric":{"kind":"inf"},"value":[1795210464.410,"NaN"]}]}}`],
    [
      'up{instance="a"}[20s]',
      `${start}"matrix","result":[{"metric":{"__name__":"up","instance":"a","job":"shop"},"values":[[1795210449.410,"1"],[1795210464.410,"1"]]}]}}`,
    ],
  ]
  for (const [text, body] of cases) assert.equal(await query(text), body, text)
})

const of = (instance: string, value: number) =>
  `{"metric":{"__name__":"up","instance":"${instance}","job":"shop"},"values":[[1795210404,"${value}"],[1795210434,"${value}"],[1795210464,"${value}"]]}`

test("a range has its steps, sorted by labels", async () => {
  const { text } = await ask("api/v1/query_range", { query: "up", start: "1795210404", end: "2026-11-20T21:34:24Z", step: "30s" })
  assert.equal(text, `{"status":"success","data":{"resultType":"matrix","result":[${of("a", 1)},${of("b", 1)},${of("c", 0)}]}}`)
})

test("wrong questions are refused in the real server's words", async () => {
  const range = { query: "up", start: "1795210404", end: "1795210464", step: "15" }
  const cases: [path: string, params: Record<string, string>, status: number, error: string][] = [
    ["query", { query: "" }, 400, 'invalid parameter "query": unknown position: parse error: no expression found in input'],
    ["query", { query: "ratee(foo[5m])" }, 400, 'invalid parameter "query": 1:1: parse error: unknown function with name "ratee"'],
    [
      "query",
      { query: "up", time: "yesterday" },
      400,
      `invalid parameter "time": invalid time value for 'time': cannot parse "yesterday" to a valid timestamp`,
    ],
    ["query", { query: "up", limit: "x" }, 400, 'invalid parameter "limit": strconv.Atoi: parsing "x": invalid syntax'],
    ["query_range", { query: "up" }, 400, 'invalid parameter "start": cannot parse "" to a valid timestamp'],
    ["query_range", { ...range, end: "1795210000" }, 400, 'invalid parameter "end": end timestamp must not be before start time'],
    ["query_range", { ...range, step: "abc" }, 400, 'invalid parameter "step": cannot parse "abc" to a valid duration'],
    [
      "query_range",
      { ...range, step: "0" },
      400,
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    ],
    [
      "query_range",
      { ...range, step: "0.005" },
      400,
      "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
    ],
    [
      "query_range",
      { ...range, query: "up[5m]" },
      400,
      'invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    ],
    [
      "query",
      { query: "up * on(job) up" },
      422,
      'found duplicate series for the match group {job="shop"} on the right hand-side of the operation: [{__name__="up", instance="b", job="shop"}, ' +
        '{__name__="up", instance="a", job="shop"}];many-to-many matching not allowed: matching labels must be unique on one side',
    ],
    ["labels", { "match[]": "sum(up)" }, 400, '1:4: parse error: unexpected "("'],
    ["series", { "match[]": "{}" }, 400, 'invalid parameter "match[]": match[] must contain at least one non-empty matcher'],
    ["series", {}, 400, "no match[] parameter provided"],
    ["query_exemplars", { query: "up{" }, 400, "1:4: parse error: unexpected end of input inside braces"],
    ["rules", { type: "nope" }, 400, 'invalid parameter "type": not supported value "nope"'],
  ]
  for (const [path, params, status, error] of cases) {
    const answer = await ask(`api/v1/${path}`, params)
    assert.deepEqual(
      [answer.status, answer.json],
      [status, { status: "error", errorType: status === 422 ? "execution" : "bad_data", error }],
    )
  }
})

test("what is odd is remarked", async () => {
  const cases: [string, Record<string, string>, string][] = [
    ["up", { limit: "2" }, '"warnings":["results truncated due to limit"]}'],
    [
      "rate(process_cpu_usage[5m])",
      {},
      '"infos":["PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \\"process_cpu_usage\\" (1:6)"]}',
    ],
    [
      "histogram_quantile(0.9, process_cpu_usage)",
      {},
      '"warnings":["PromQL warning: bucket label \\"le\\" is missing or has a malformed value of \\"\\" for metric name \\"process_cpu_usage\\" (1:25)"]}',
    ],
    ["histogram_quantile(2, lat_bucket)", {}, '"warnings":["PromQL warning: quantile value should be between 0 and 1, got 2 (1:20)"]}'],
  ]
  for (const [text, params, end] of cases) assert.ok((await query(text, params)).endsWith(`]},${end}`), await query(text, params))
})

const data = async (path: string, params: [string, string][] = []) => (await ask(`api/v1/${path}`, params)).json.data

test("names, values, metadata and exemplars", async () => {
  assert.deepEqual(await data("labels", [["match[]", "up"]]), ["__name__", "instance", "job"])
  assert.deepEqual(await data("label/instance/values", [["match[]", 'up{instance!="b"}']]), ["a", "c"])
  assert.deepEqual(await data("label/U__geo_2e_region/values"), ["서울"])
  assert.deepEqual(await data("label/toString/values"), [])
  assert.deepEqual(
    await data("series", [
      ["match[]", 'up{instance="a"}'],
      ["match[]", '{__name__="up",instance=~"a|b"}'],
    ]),
    ["a", "b"].map((instance) => ({ __name__: "up", instance, job: "shop" })),
  )
  assert.deepEqual(await data("metadata"), { up: [{ type: "gauge", unit: "", help: "Whether it is up." }] })
  assert.deepEqual(await data("metadata", [["metric", "nosuch"]]), {})
  assert.deepEqual(await data("query_exemplars", [["query", "histogram_quantile(0.9, sum by (le) (rate(lat_bucket[5m])))"]]), [
    {
      seriesLabels: { __name__: "lat_bucket", le: "2" },
      exemplars: [{ labels: { trace_id: "abc" }, value: "1.5", timestamp: (NOW_MS - 5000) / 1000 }],
    },
  ])
  assert.deepEqual(await data("targets"), { activeTargets: [], droppedTargets: [], droppedTargetCounts: {} })
  assert.deepEqual(await data("rules"), { groups: [] })
})

test("paths and methods that the API doesn't have", async () => {
  assert.deepEqual([(await ask("api/v1/nope")).status, (await ask("api/v1/nope")).text], [404, "404 page not found\n"])
  assert.equal((await ask("api/v1/toString")).status, 404)
  assert.deepEqual([(await ask("api/v1/rules", {}, "DELETE")).status, (await ask("api/v1/rules", {}, "POST")).status], [405, 405])
  assert.equal((await ask("api/v1/query", { query: "1" }, "POST")).status, 200)
  assert.equal((await ask("-/ready")).text, "Prometheus Server is Ready.\n")
})

test("names in quotes, labels named like everything's properties, and hostile text", async () => {
  assert.match(await query('{"shop.orders","geo.region"="서울"}'), /"value":\[1795210464.410,"39"\]/)
  assert.match(await query('count(up{toString=""})'), /"3"/)
  assert.match(await query('label_replace(up{instance="a"}, "__proto__", "$1", "constructor", "(.*)")'), /"value":\[1795210464.410,"1"\]/)
  assert.match(await query('up{instance=~"(a+)+$"}'), /"instance":"a"/)
  assert.match(await query("count_over_time(up[365d:1ms])"), /too many samples/)
  for (const deep of ["(".repeat(9000) + "1" + ")".repeat(9000), "-".repeat(19_000) + "1", "1+".repeat(9000) + "1", "(".repeat(19_000)])
    assert.match(await query(deep), /^\{"status":"(error|success)"/)
  assert.match(await query("count_over_time(vector(1)[365d:1ms])"), /too many samples/)
})
