import assert from "node:assert/strict"
import { test } from "node:test"
import type { Series } from "#lib/datasource/matrix.ts"
import { halvesOf, joinHalves } from "./halves.ts"

const range = (steps: number) => ({ fromMs: 0, toMs: (steps - 1) * 15_000 })

test("a long range of plain PromQL is asked in two that meet and do not overlap", () => {
  assert.deepEqual(halvesOf("sum(rate(http_requests_total[5m])) by (code)", range(1000), 15_000), [
    { fromMs: 0, toMs: 499 * 15_000 },
    { fromMs: 500 * 15_000, toMs: 999 * 15_000 },
  ])
  assert.deepEqual(halvesOf("up", range(401), 15_000), [
    { fromMs: 0, toMs: 199 * 15_000 },
    { fromMs: 200 * 15_000, toMs: 400 * 15_000 },
  ])
})

test("what is short, knows its range or is no plain PromQL is asked as a whole", () => {
  assert.equal(halvesOf("up", range(399), 15_000), undefined)
  for (const expr of [
    "up @ start()",
    "rate(x[5m] @ end ())",
    "up - START()",
    "range_avg(up)",
    "step()",
    "interpolate(up)",
    "topk_avg(5, up)",
    "keep_last_value(up)",
    "running_sum(up)",
    "WITH (a = up) a",
    "up and",
  ])
    assert.equal(halvesOf(expr, range(1000), 15_000), undefined, expr)
})

const series = (labels: Record<string, string>, times: Float64Array, values: number[], histograms: Series["histograms"] = []): Series => ({
  labels,
  samples: { times, values: Float64Array.from(values) },
  histograms,
})

test("halves become one answer: in the source's order, times shared, notices once", () => {
  const [early, late] = [Float64Array.of(1, 2), Float64Array.of(3)]
  const [h1, h2] = [1, 3].map((time): Series["histograms"][number] => [time, { count: time, sum: 0, buckets: [] }]) as [
    Series["histograms"][number],
    Series["histograms"][number],
  ]
  const first = [series({ a: "1" }, early, [10, 20], [h1]), series({ a: "3" }, early, [11, 21]), series({ a: "4" }, early, [12, 22])]
  const second = [series({ a: "1" }, late, [30], [h2]), series({ a: "2" }, late, [31]), series({ a: "3" }, late, [32])]
  const { series: joined, notices } = joinHalves([
    { series: first, notices: ["slow", "first"] },
    { series: second, notices: ["slow"] },
  ])!
  assert.deepEqual(notices, ["slow", "first"])
  assert.deepEqual(
    joined.map(({ labels, samples }) => [labels.a, [...samples.times], [...samples.values]]),
    [
      ["1", [1, 2, 3], [10, 20, 30]],
      ["2", [3], [31]],
      ["3", [1, 2, 3], [11, 21, 32]],
      ["4", [1, 2], [12, 22]],
    ],
  )
  assert.equal(joined[0]!.samples.times, joined[2]!.samples.times)
  assert.deepEqual(joined[0]!.histograms, [h1, h2])
})

test("series are ordered as Prometheus does: by label, names before values, the shorter set first", () => {
  const none = new Float64Array(0)
  const sets: Record<string, string>[] = [{ b: "1" }, { a: "1" }, { a: "1", b: "2" }, { a: "1", b: "10" }]
  const second = sets.map((labels) => series(labels, none, []))
  const { series: joined } = joinHalves([
    { series: [series({ a: "0" }, none, [])], notices: [] },
    { series: second, notices: [] },
  ])!
  assert.deepEqual(
    joined.map(({ labels }) => labels),
    [{ a: "0" }, { a: "1" }, { a: "1", b: "10" }, { a: "1", b: "2" }, { b: "1" }],
  )
})

test("what a source answers that does not keep to the range is not joined", () => {
  const whole = { series: [series({ a: "1" }, Float64Array.of(1, 2, 3), [1, 2, 3])], notices: [] }
  assert.equal(joinHalves([whole, whole]), undefined)
  const counted = { series: [series({ a: "2" }, new Float64Array(0), [], [[3, { count: 1, sum: 1, buckets: [] }]])], notices: [] }
  assert.equal(joinHalves([whole, counted]), undefined)
  assert.deepEqual(joinHalves([whole, { series: [], notices: [] }]), whole)
})
