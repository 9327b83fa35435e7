import assert from "node:assert/strict"
import { test } from "node:test"
import type { CounterWindow, Series } from "#demo/promql/storage.ts"
import { unit } from "#demo/world/hash.ts"
import { MINUTE_MS } from "#demo/world/incidents.ts"
import type { Sought } from "#demo/world/traces/near.ts"
import { DAY_MS, grown, HOUR_MS, metrics, metricsOf, named, now, world } from "#demo/world/testing.ts"

/** As an engine without short cuts would. */
function counted(series: Series, fromMs: number, toMs: number): CounterWindow | undefined {
  const { times, values, stale } = series.samples(fromMs, toMs)
  const kept = [...times.keys()].filter((i) => !stale?.[i])
  if (kept.length === 0) return undefined
  const [first, last] = [kept[0]!, kept.at(-1)!]
  let dropped = 0
  for (let k = 1; k < kept.length; k++) if (values[kept[k]!]! < values[kept[k - 1]!]!) dropped += values[kept[k - 1]!]!
  return { count: kept.length, firstMs: times[first]!, first: values[first]!, lastMs: times[last]!, last: values[last]!, dropped }
}

const everything = () => metrics.select([{ name: "__name__", op: "=~", value: ".+" }], now - DAY_MS, now)

/** Windows of all lengths over the last ten days, another one for each series. */
function windowOf(salt: number): [number, number] {
  const length = Math.round(10 ** (4.2 + 3.6 * unit(salt, 1)))
  const to = Math.round(now - 10 * DAY_MS * unit(salt, 2))
  return [to - length, to]
}

const told = (of: typeof metrics) =>
  of.select([{ name: "__name__", op: "=~", value: ".+" }], now - 5 * MINUTE_MS, now).map((series) => {
    const { times, values } = series.samples(now - 2 * MINUTE_MS, now)
    return [series.labels, ...times, ...values]
  })

test("two worlds of one seed agree to the byte", () => {
  const again = metricsOf({ ...world })
  assert.deepEqual(told(again), told(metrics))
  assert.notDeepEqual(told(metricsOf({ ...world, seed: 8 })), told(metrics))
})

test("between 1,500 and 3,000 series, sorted, no two alike", () => {
  const all = metrics.select([{ name: "__name__", op: "=~", value: ".+" }], now - 5 * MINUTE_MS, now)
  assert.ok(all.length > 1500 && all.length < 3000, `${all.length}`)
  const keys = all.map(({ labels }) => JSON.stringify(labels))
  assert.equal(new Set(keys).size, keys.length)
  for (const { labels } of all) assert.deepEqual(Object.keys(labels), Object.keys(labels).toSorted())
})

test("counter and latest agree with the samples of any window", () => {
  let resets = 0
  for (const [i, series] of everything().entries()) {
    const [from, to] = windowOf(i)
    const { times, values, stale } = series.samples(from, to)
    for (const [k, time] of times.entries()) assert.ok(time > from && time <= to && (k === 0 || time > times[k - 1]!))
    const last = times.length - 1
    const newest = last < 0 || stale?.[last] ? undefined : { timeMs: times[last]!, value: values[last]! }
    assert.deepEqual(series.latest!(from, to), newest, JSON.stringify(series.labels))
    if (!series.counter) continue
    const [short, long] = [series.counter(from, to), counted(series, from, to)]
    if (long && long.dropped > 0) resets++
    const context = `${JSON.stringify(series.labels)} ${from} ${to}`
    if (short && long) {
      assert.ok(Math.abs(short.dropped - long.dropped) <= 1e-9 * Math.abs(long.dropped), context)
      short.dropped = long.dropped
    }
    assert.deepEqual(short, long, context)
  }
  assert.ok(resets > 100, `${resets}`)
})

test("buckets grow with le, the last is the count, and the sum is within their bounds", () => {
  const buckets = new Map<string, { le: number; value: number }[]>()
  for (const name of ["http_server_requests_seconds", "http_client_requests_seconds", "http_server_request_duration_seconds"]) {
    for (const series of named(`${name}_bucket`)) {
      const { le, __name__: _, ...labels } = series.labels
      const window = series.counter!(now - HOUR_MS, now)
      const key = JSON.stringify({ __name__: name, ...labels })
      buckets.set(key, [...(buckets.get(key) ?? []), { le: le === "+Inf" ? Infinity : Number(le), value: window ? grown(window) : 0 }])
    }
    for (const [part, check] of [
      ["count", (value: number, row: { le: number; value: number }[]) => assert.equal(value, row.at(-1)!.value)],
      [
        "sum",
        (value: number, row: { le: number; value: number }[]) => {
          const least = row.reduce((sum, { value }, i) => sum + (value - (row[i - 1]?.value ?? 0)) * (row[i - 1]?.le ?? 0), 0)
          assert.ok(value >= least * (1 - 1e-9), `${value} >= ${least}`)
        },
      ],
    ] as const)
      for (const series of named(`${name}_${part}`)) {
        const row = buckets.get(JSON.stringify({ ...series.labels, __name__: name }))!.toSorted((a, b) => a.le - b.le)
        for (const [i, { value }] of row.entries()) assert.ok(i === 0 || value >= row[i - 1]!.value)
        const window = series.counter!(now - HOUR_MS, now)
        check(window ? grown(window) : 0, row)
      }
  }
  assert.ok(buckets.size > 60)
})

test("an exemplar asks for a trace of its bucket", () => {
  const asked: Sought[] = []
  const withTraces = metricsOf(world, (sought) => {
    asked.push(sought)
    return { traceId: String(asked.length), spanId: "b", seconds: sought.maxSeconds / 2, timeMs: sought.fromMs + 0.5 }
  })
  const matchers = Object.entries({
    __name__: "http_server_requests_seconds_bucket",
    le: "0.1",
    uri: "/payments",
    status: "200",
    instance: "payment-0:8080",
  }).map(([name, value]) => ({ name, op: "=" as const, value }))
  const [series] = withTraces.select(matchers, now - HOUR_MS, now)
  const exemplars = withTraces.exemplars(series!, now - HOUR_MS, now)
  assert.ok(exemplars.length > 5)
  assert.ok(exemplars.every(({ timeMs, labels }) => timeMs >= now - HOUR_MS && timeMs < now && labels.trace_id))
  assert.deepEqual(
    { ...asked[0], fromMs: 0, toMs: 0 },
    { service: "payment", instance: 0, route: "/payments", status: 200, minSeconds: 0.05, maxSeconds: 0.1, fromMs: 0, toMs: 0 },
  )
  assert.deepEqual(withTraces.metadata().up?.type, "gauge")
})
