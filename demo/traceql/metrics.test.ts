import assert from "node:assert/strict"
import { test } from "node:test"
import type { Metrics, Query } from "./ast.ts"
import { bucketOf, quantileOf } from "./histogram.ts"
import { evaluateMetrics, type MetricsRequest } from "./metrics.ts"
import { parseQuery } from "./parse.ts"
import { evenTraces, SMALL_WORLD, START_MS, storeOf, traceOf } from "./testing.ts"

const STEP = 10_000
/** Six steps of ten seconds; one trace a second from `START_MS` on: the first step holds one, the last nine. */
const request: MetricsRequest = { firstMs: START_MS, stepMs: STEP, count: 7, nowMs: START_MS + 3_600_000, budget: 1000, exemplars: 100 }
const minute = storeOf(evenTraces(60, 1000))

const run = (q: string, more: Partial<MetricsRequest> = {}, store = minute) =>
  evaluateMetrics(store, parseQuery(q) as Query & { metrics: Metrics }, { ...request, ...more })

/** `name=value,…: 1 2 -`; "-" where there is no sample. */
const lines = (...of: Parameters<typeof run>) =>
  run(...of).series.map(
    ({ labels, values }) =>
      `${labels.map(({ name, value }) => `${name}=${String(value)}`).join()}: ` +
      Array.from(values, (value) => (Number.isNaN(value) ? "-" : Number(value.toFixed(6)))).join(" "),
  )

for (const [q, expected] of [
  ["{ } | count_over_time()", ["__name__=count_over_time: 1 10 10 10 10 10 9"]],
  ["{ } | rate()", ["__name__=rate: 0.1 1 1 1 1 1 0.9"]],
  ["{ status = error } | count_over_time()", ["__name__=count_over_time: 1 2 2 2 2 2 1"]],
  ["{ duration > 50ms } | rate()", ["__name__=rate: 0 0.5 0.5 0.5 0.5 0.5 0.5"]],
  ['{ name = "none" } | rate()', ["__name__=rate: 0 0 0 0 0 0 0"]],
  ['{ name = "none" } | rate() by (name)', []],
  ["{ span.none = 1 } | avg_over_time(duration)", []],
  ["{ } | count_over_time() by (name)", ["name=GET /a: 1 5 5 5 5 5 4", "name=GET /b: 0 5 5 5 5 5 5"]],
  [
    "{ status = error } | count_over_time() by (span.code, name)",
    ["span.code=500,name=GET /a: 1 1 1 1 1 1 0", "span.code=500,name=GET /b: 0 1 1 1 1 1 1"],
  ],
  ["{ } | count_over_time() by (span.none)", ["span.none=undefined: 1 10 10 10 10 10 9"]],
  ["{ } | min_over_time(duration)", ["__name__=min_over_time: 0.01 0.01 0.01 0.01 0.01 0.01 0.02"]],
  ["{ } | max_over_time(span:duration)", ["__name__=max_over_time: 0.01 0.1 0.1 0.1 0.1 0.1 0.1"]],
  ["{ } | avg_over_time(duration)", ["__name__=avg_over_time: 0.01 0.055 0.055 0.055 0.055 0.055 0.06"]],
  ["{ } | sum_over_time(duration)", ["__name__=sum_over_time: 0.01 0.55 0.55 0.55 0.55 0.55 0.54"]],
  ["{ } | max_over_time(span.code)", ["__name__=max_over_time: 500 500 500 500 500 500 500"]],
  ["{ status = unset } | max_over_time(span.code)", ["__name__=max_over_time: - 200 200 200 200 200 200"]],
  ["{ } | avg_over_time(name)", []],
  [
    "{ } | histogram_over_time(duration)",
    [
      "__bucket=0.016777216: 1 1 1 1 1 1 0",
      "__bucket=0.033554432: 0 2 2 2 2 2 2",
      "__bucket=0.067108864: 0 3 3 3 3 3 3",
      "__bucket=0.134217728: 0 4 4 4 4 4 4",
    ],
  ],
  ["{ } | quantile_over_time(duration, 1)", ["p=1: 0.016777 0.134218 0.134218 0.134218 0.134218 0.134218 0.134218"]],
  ["{ } | count_over_time() by (name) | topk(1)", ["name=GET /a: 1 5 5 5 5 5 -", "name=GET /b: - - - - - - 5"]],
  ["{ } | count_over_time() by (name) | bottomk(1)", ["name=GET /a: - 5 5 5 5 5 4", "name=GET /b: 0 - - - - - -"]],
  ["{ } | count_over_time() by (name) > 4", ["name=GET /a: - 5 5 5 5 5 -", "name=GET /b: - 5 5 5 5 5 5"]],
  ["{ } | count_over_time() by (name) < 1", ["name=GET /b: 0 - - - - - -"]],
] as const) {
  test(q, () => assert.deepEqual(lines(q), expected))
}

test("spans count in the step in which they begin, those before and after the range in none", () => {
  const world = storeOf(SMALL_WORLD)
  assert.deepEqual(lines("{ } | count_over_time()", { firstMs: START_MS, stepMs: 60_000, count: 2 }, world), [
    "__name__=count_over_time: 1 5",
  ])
})

test("compare tells selection from baseline, value by value, and which attributes have too many", () => {
  const all = lines("{ } | compare({ status = error }, 1)", { firstMs: START_MS + 60_000, stepMs: 70_000, count: 1 })
  for (const line of [
    "__meta_type=selection,span.code=500: 12",
    "__meta_type=selection,status=error: 12",
    "__meta_type=selection_total,status=undefined: 12",
    "__meta_type=baseline,span.code=200: 48",
    "__meta_type=baseline,resource.service.name=gateway: 48",
    "__meta_type=baseline_total,name=undefined: 48",
    "__meta_error=__too_many_values__,name=undefined: ",
  ])
    assert.ok(all.includes(line), line)
  assert.equal(all.filter((line) => line.startsWith("__meta_type=baseline,name=")).length, 1)
})

const exemplars = (n: number) =>
  run("{ } | avg_over_time(duration) by (name)", { exemplars: n }).series.flatMap(({ exemplars }) => exemplars)

test("exemplars are spread over the steps, at most as many as asked for, and lead to their trace", () => {
  assert.equal(exemplars(0).length, 0)
  assert.equal(exemplars(3).length, 3)
  const seven = exemplars(7)
  assert.deepEqual(
    seven.map(({ interval }) => interval).toSorted((a, b) => a - b),
    [0, 1, 2, 3, 4, 5, 6],
  )
  const first = seven.find(({ interval }) => interval === 0)!
  assert.deepEqual(
    first.labels.map(({ name, value }) => [name, value]),
    [
      ["trace:id", "1"],
      ["name", "GET /a"],
      ["duration", 10_000_000],
    ],
  )
  assert.deepEqual([first.value, first.timeMs], [0.01, START_MS])
})

const HOUR = { firstMs: START_MS + 360_000, stepMs: 360_000, count: 9, exemplars: 10 }
const hour = storeOf(evenTraces(3600, 1000))

test("a count that shapes decide is exact whatever the budget, from one trace of each", () => {
  const q = "{ status = error } | count_over_time() by (name, resource.service.name)"
  const result = run(q, { ...HOUR, budget: 10 }, hour)
  assert.equal(result.inspectedTraces, 2)
  assert.equal(result.estimatedFrom, undefined)
  assert.deepEqual(
    result.series.map(({ values }) => [...values]),
    [Array(9).fill(36), Array(9).fill(36)],
  )
})

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

test("what depends on values is estimated from traces spread over the range, counted as the shapes are", () => {
  const budget = 300
  const wide = { ...HOUR, budget }
  const counted = run("{ span.code = 500 } | count_over_time()", wide, hour)
  assert.ok(counted.inspectedTraces <= budget * 1.2 && counted.inspectedTraces >= budget * 0.8, String(counted.inspectedTraces))
  assert.deepEqual(counted.estimatedFrom, { traces: counted.inspectedTraces, of: 3241 })
  assert.ok(Math.abs(sum(counted.series[0]!.values) - 648) <= 4, String(sum(counted.series[0]!.values)))
  const [exact] = run("{ } | avg_over_time(duration)", HOUR, storeOf(evenTraces(3600, 1000).slice(0, 900))).series
  const [estimated] = run("{ } | avg_over_time(duration)", wide, hour).series
  assert.ok(Math.abs(estimated!.values[1]! - exact!.values[1]!) < 0.01)
  assert.deepEqual(run("{ span.code = 500 } | count_over_time()", wide, hour), counted)
})

test("more series than anyone can read are cut, and that is told", () => {
  const many = storeOf(
    Array.from({ length: 1200 }, (_, at) =>
      traceOf(String(at).padStart(32, "0"), START_MS + at, [{ name: "GET", service: "gateway", ms: 1, attributes: { user: `u${at}` } }]),
    ),
  )
  const cutOf = (q: string, more: Partial<MetricsRequest> = {}) => {
    const { series, cutAt } = run(q, { budget: 2000, ...more }, many)
    return [series.length, cutAt]
  }
  assert.deepEqual(cutOf("{ } | rate() by (span.user)"), [1000, 1000])
  assert.deepEqual(cutOf("{ } | rate() by (span.user)", { count: 5000 }), [100, 100])
  assert.deepEqual(cutOf("{ } | compare({ status = error }, 5000)"), [1000, 1000])
  assert.deepEqual(cutOf("{ } | rate() by (name)"), [1, undefined])
})

test("nothing is counted after now", () => {
  assert.deepEqual(lines("{ } | count_over_time()", { nowMs: START_MS + 30_000 }), ["__name__=count_over_time: 1 10 10 9 0 0 0"])
})

for (const [value, bucket] of [
  [0, undefined],
  [1, undefined],
  [2, 2],
  [3, 4],
  [1024, 1024],
  [1025, 2048],
] as const) {
  test(`${value} goes into bucket ${bucket}`, () => assert.equal(bucketOf(value), bucket))
}

for (const [quantile, counts, expected] of [
  [0.5, [0, 0], 0],
  [0.5, [2, 2], 4],
  [1, [2, 2], 8],
  [0, [2, 2], 2 * 2 ** 0.5],
  [0.75, [2, 2], 4 * 2 ** 0.5],
  [0.5, [4, 0], 2 * 2 ** 0.5],
  [2, [2, 2], 0],
  [0.5, [2 - 1e-12, 2 + 1e-12], 4],
  [0.99, [0.1, 0.2], 8],
  [0.95, [19.7, 0], 2 * 2 ** (19 / 19.7)],
] as const) {
  test(`quantile ${quantile} of ${counts.join()} in buckets to 4 and to 8`, () =>
    assert.ok(Math.abs(quantileOf(quantile, [4, 8], counts) - expected) < 1e-12))
}
