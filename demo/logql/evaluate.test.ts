import assert from "node:assert/strict"
import { test } from "node:test"
import { evaluate } from "./evaluate.ts"
import { LogqlError } from "./errors.ts"
import { printLabels } from "./labels.ts"
import type { LogStore } from "./log-store.ts"
import { parseQuery } from "./parse.ts"
import { newReading } from "./reading.ts"
import { madeStore, madeTemplate, rhythmicTemplate, type MadeLine } from "./testing.ts"
import type { Steps } from "./vector.ts"

const MINUTE = 60_000

const linesOf = (everyMs: number, route: string): MadeLine[] =>
  Array.from({ length: (10 * MINUTE) / everyMs }, (_each, index) => ({
    at: (index + 1) * everyMs,
    line: `route=${route} took=${(index % 4) + 1}s n=${index + 1} level=${index % 3 === 0 ? "error" : "info"}`,
    metadata: { trace_id: `t${route}${index}` },
  }))

/** Two instances: 6 and 3 lines a minute for ten minutes, each with a duration, a size and a route. */
function shop(): LogStore {
  return madeStore([
    { labels: { app: "shop", pod: "a" }, templates: [madeTemplate("home", linesOf(10_000, "home"))] },
    { labels: { app: "shop", pod: "b" }, templates: [madeTemplate("cart", linesOf(20_000, "cart"))] },
  ])
}

function at(query: string, timeMs = 5 * MINUTE, store = shop()): Record<string, number> | number {
  const expr = parseQuery(query)
  assert.ok(expr.kind !== "log")
  const result = evaluate(expr, { startMs: timeMs, stepMs: MINUTE, count: 1 }, newReading(store))
  return typeof result === "number" ? result : Object.fromEntries(result.map(({ labels, values }) => [printLabels(labels), values[0]!]))
}

const rounded = (result: Record<string, number> | number) =>
  typeof result === "number" ? result : Object.fromEntries(Object.entries(result).map(([key, value]) => [key, Number(value.toFixed(6))]))

test("ranges, aggregations, operators at one instant", () => {
  const pods = 'sum by (pod) (count_over_time({app="shop"}[1m]))'
  const cases: [string, Record<string, number> | number][] = [
    ['sum(count_over_time({app="shop"}[1m]))', { "{}": 9 }],
    [pods, { '{pod="a"}': 6, '{pod="b"}': 3 }],
    ['sum without (pod, trace_id) (count_over_time({app="shop"}[1m]))', { '{app="shop"}': 9 }],
    ['sum(rate({app="shop"}[1m]))', { "{}": 0.15 }],
    ['sum(rate({app="shop"}[1m] offset 4m30s))', { "{}": 4 / 60 }],
    ['sum(count_over_time({app="shop"} |= `error` [3m]))', { "{}": 9 }],
    ['sum by (level) (count_over_time({app="shop"} | logfmt [1m]))', { '{level="error"}': 3, '{level="info"}': 6 }],
    ['sum(bytes_over_time({pod="a"} | line_format `12345` [1m]))', { "{}": 30 }],
    ['sum(bytes_rate({pod="a"} | line_format `123456` [1m]))', { "{}": 0.6 }],
    ['sum by (pod) (sum_over_time({app="shop"} | logfmt | unwrap duration(took) [1m]))', { '{pod="a"}': 13, '{pod="b"}': 6 }],
    ['avg_over_time({app="shop"} | logfmt | unwrap n [1m]) by (pod)', { '{pod="a"}': 27.5, '{pod="b"}': 14 }],
    ['max_over_time({app="shop"} | logfmt | unwrap n [1m]) by (route)', { '{route="cart"}': 15, '{route="home"}': 30 }],
    ['min_over_time({app="shop"} | logfmt | unwrap n [1m]) by ()', { "{}": 13 }],
    ['quantile_over_time(0.5, {pod="a"} | logfmt | unwrap n [1m]) by (pod)', { '{pod="a"}': 27.5 }],
    ['stdvar_over_time({pod="b"} | logfmt | unwrap n [1m]) by (pod)', { '{pod="b"}': 0.666667 }],
    ['first_over_time({pod="a"} | logfmt | unwrap n [1m]) by (pod)', { '{pod="a"}': 25 }],
    ['last_over_time({pod="a"} | logfmt | unwrap n [1m]) by (pod)', { '{pod="a"}': 30 }],
    ['sum(rate({pod="a"} | logfmt | unwrap n [1m]))', { "{}": 2.75 }],
    ['sum by (pod) (rate_counter({pod="a"} | logfmt | keep pod, n | unwrap n [1m]))', { '{pod="a"}': 0.1 }],
    ['absent_over_time({app="none", x="y"}[1m])', { '{app="none", x="y"}': 1 }],
    ['absent_over_time({app="shop"}[1m])', {}],
    [`avg(${pods})`, { "{}": 4.5 }],
    [`max(${pods})`, { "{}": 6 }],
    [`stddev(${pods})`, { "{}": 1.5 }],
    [`count(${pods})`, { "{}": 2 }],
    [`topk(1, ${pods})`, { '{pod="a"}': 6 }],
    [`bottomk(1, ${pods})`, { '{pod="b"}': 3 }],
    [`${pods} > 4`, { '{pod="a"}': 6 }],
    [`${pods} > bool 4`, { '{pod="a"}': 1, '{pod="b"}': 0 }],
    [`4 < ${pods}`, { '{pod="a"}': 6 }],
    [`${pods} * 2 + 1`, { '{pod="a"}': 13, '{pod="b"}': 7 }],
    [`${pods} / on () group_left () sum(${pods})`, { '{pod="a"}': 6 / 9, '{pod="b"}': 3 / 9 }],
    [`${pods} / ${pods}`, { '{pod="a"}': 1, '{pod="b"}': 1 }],
    [`${pods} and (${pods} > 4)`, { '{pod="a"}': 6 }],
    [`${pods} unless (${pods} > 4)`, { '{pod="b"}': 3 }],
    [`(${pods} > 4) or vector(0)`, { '{pod="a"}': 6, "{}": 0 }],
    [`label_replace(${pods}, "name", "pod-$1", "pod", "(.*)")`, { '{name="pod-a", pod="a"}': 6, '{name="pod-b", pod="b"}': 3 }],
    ["1 + 1", 2],
    ["vector(3) ^ 2", { "{}": 9 }],
    ["2 > 1", 1],
  ]
  for (const [query, wanted] of cases) {
    assert.deepEqual(rounded(at(query)), rounded(wanted), query)
  }
  const sorted = parseQuery(`sort_desc(${pods})`)
  assert.ok(sorted.kind !== "log")
  const result = evaluate(sorted, { startMs: 5 * MINUTE, stepMs: MINUTE, count: 1 }, newReading(shop()))
  assert.ok(typeof result !== "number")
  assert.deepEqual(
    result.map(({ labels }) => labels["pod"]),
    ["a", "b"],
  )
})

test("a window holds its end and not its beginning", () => {
  const store = madeStore([{ labels: { app: "shop" }, templates: [madeTemplate("x", [{ at: 60_000, line: "x" }])] }])
  const query = 'count_over_time({app="shop"}[1m])'
  assert.deepEqual(at(query, 60_000, store), { '{app="shop"}': 1 })
  assert.deepEqual(at(query, 59_999, store), {})
  assert.deepEqual(at(query, 120_000, store), {})
})

test("errors of lines are errors of the query", () => {
  const store = madeStore([
    { labels: { app: "shop" }, templates: [madeTemplate("x", [{ at: 50_000, line: "plain", metadata: { t: "1" } }])] },
  ])
  const message = `pipeline error: 'JSONParserErr' for series: '{__error__="JSONParserErr", __error_details__="Value looks like object, but can't find closing '}' symbol", app="shop", t="1"}'.\nUse a label filter to intentionally skip this error. (e.g | __error__!="JSONParserErr").\nTo skip all potential errors you can match empty errors.(e.g __error__="")\nThe label filter can also be specified after unwrap. (e.g | unwrap latency | __error__="" )\n`
  for (const query of ['count_over_time({app="shop"} | json [1m])', 'sum by (x) (rate({app="shop"} | json [1m]))'])
    assert.throws(() => at(query, MINUTE, store), { message }, query)
  assert.deepEqual(at('sum(count_over_time({app="shop"} | json [1m]))', MINUTE, store), { "{}": 1 })
  assert.deepEqual(at('sum(count_over_time({app="shop"} | json | __error__="" [1m]))', MINUTE, store), {})
  assert.deepEqual(at('sum(rate({app="shop"} | json | unwrap amount [1m]))', MINUTE, store), {})
  assert.throws(() => at('sum(sum_over_time({app="shop"} | label_format v="x" | unwrap v [1m]))', MINUTE, store), /'SampleExtractionErr'/)
  assert.throws(() =>
    at('sum by (app) (rate({app="shop"}[1m])) / on () group_left () label_replace(vector(1), "a", "b", "", "") + vector("x")'),
  )
})

test("too many series end the query", () => {
  const lines = Array.from({ length: 600 }, (_each, index) => ({ at: 1000 + index, line: "x", metadata: { trace_id: String(index) } }))
  const store = madeStore([{ labels: { app: "shop" }, templates: [madeTemplate("x", lines)] }])
  assert.throws(
    () => at('count_over_time({app="shop"}[1m])', MINUTE, store),
    (error) =>
      error instanceof LogqlError && error.message.startsWith("maximum number of series (500) reached for a single query; consider"),
  )
  assert.deepEqual(at('sum(count_over_time({app="shop"}[1m]))', MINUTE, store), { "{}": 600 })
})

const steps: Steps = { startMs: 0, stepMs: 3_600_000, count: 24 * 30 }

/** A month of a line each five seconds. */
function month(alike: boolean): LogStore {
  const route = (index: number) => (alike || index % 2 ? "home" : "cart")
  const line = (index: number) => `{"route":"${route(index)}","ms":${100 + (index % 100)},"id":"u-${index}"}`
  return madeStore([{ labels: { app: "shop" }, templates: [rhythmicTemplate("month", 5000, line)] }])
}

function over(query: string, store: LogStore) {
  const expr = parseQuery(query)
  assert.ok(expr.kind !== "log")
  const reading = newReading(store)
  const series = evaluate(expr, steps, reading)
  assert.ok(typeof series !== "number")
  return { series, reading }
}

test("a month is counted where lines fare alike, and sampled where they don't", () => {
  const counted = over('sum(count_over_time({app="shop"} | json | route="home" [1h]))', month(true))
  assert.deepEqual(Array.from(counted.series[0]!.values.slice(1, 4)), [720, 720, 720])
  assert.ok(counted.reading.lines < 100)
  assert.equal(counted.reading.warnings.size, 0)

  const sampled = over('sum by (route) (count_over_time({app="shop"} | json [1h]))', month(false))
  assert.deepEqual(
    sampled.series.map(({ labels }) => labels["route"]),
    ["cart", "home"],
  )
  for (let at = 1; at < steps.count; at++) {
    const sum = sampled.series.reduce((total, { values }) => total + values[at]!, 0)
    assert.ok(Math.abs(sum - 720) < 2, `step ${at}: ${sum}`)
  }
  assert.ok(sampled.reading.lines < 20_000)
  assert.deepEqual(sampled.reading.warnings.size, 1)

  const quantiles = over('quantile_over_time(0.5, {app="shop"} | json | unwrap ms [1h]) by (app)', month(false))
  for (const value of quantiles.series[0]!.values.slice(1)) assert.ok(value > 100 && value < 200)
  const again = over('quantile_over_time(0.5, {app="shop"} | json | unwrap ms [1h]) by (app)', month(false))
  assert.deepEqual(again.series, quantiles.series)
})

test("counting and reading agree", () => {
  const day: Steps = { startMs: 600_000, stepMs: 300_000, count: 12 }
  for (const [counted, read] of [
    ['sum(count_over_time({app="shop"}[10m]))', 'sum(sum_over_time({app="shop"} | label_format one="1" | unwrap one [10m]))'],
    ['sum by (app) (rate({app="shop"} | json [7m]))', 'sum by (app) (rate({app="shop"} | label_format one="1" | unwrap one [7m]))'],
    [
      'sum(count_over_time({app="shop"} | json | route="home" [1m]))',
      'sum(count_over_time({app="shop"} | json | ms >= 0 | route="home" [1m]))',
    ],
  ] as const) {
    const [first, second] = [counted, read].map((query) => {
      const expr = parseQuery(query)
      assert.ok(expr.kind !== "log")
      const series = evaluate(expr, day, newReading(month(true)))
      assert.ok(typeof series !== "number")
      return series.map(({ labels, values }) => ({ labels, values: Array.from(values, (value) => Number(value.toFixed(9))) }))
    })
    assert.deepEqual(first, second, counted)
  }
})
