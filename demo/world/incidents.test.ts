import assert from "node:assert/strict"
import { test } from "node:test"
import { CYCLE_MS, MINUTE_MS } from "#demo/world/incidents.ts"
import { DAY_MS, HOUR_MS, increase, type Labels, named, now, valueOf, world } from "#demo/world/testing.ts"

const free = (timeMs: number) => valueOf("node_filesystem_avail_bytes", { instance: "host-2:9100", mountpoint: "/data" }, timeMs)

const neighbour = (timeMs: number) =>
  increase("http_server_requests_seconds_count", { instance: "event-service-0:8080", uri: "/events" }, timeMs - MINUTE_MS, timeMs)

test("a week has the base rates, and six of a hundred commands fail", () => {
  const [from, to] = [now - 7 * DAY_MS, now]
  const searches = increase("http_server_requests_seconds_count", { uri: "/listings", job: "listing-search" }, from, to)
  const loadTest = increase("k6_http_reqs_total", { url: "http://gateway:3000/api/listings" }, from, to)
  const rate = (searches - loadTest) / (7 * 86_400)
  assert.ok(Math.abs(rate - 8) < 0.3, `${rate}`)
  const failed = increase("scooter_commands_total", { result: "failed" }, from, to)
  const share = failed / (failed + increase("scooter_commands_total", { result: "ok" }, from, to))
  assert.ok(Math.abs(share - 0.06) < 0.003, `${share}`)
  const monthly = increase("http_server_requests_seconds_count", { uri: "/listings", status: "500" }, from, to) / (searches - loadTest)
  assert.ok(Math.abs(monthly - 1 / 20_000) < 0.000_006, `${monthly}`)
})

test("gateway's calls are what the others serve", () => {
  const [from, to] = [now - 6 * HOUR_MS, now]
  const served = increase("http_server_requests_seconds_count", { job: "event-service" }, from, to)
  const asked = increase("http_client_request_duration_seconds_count", { server_address: "event-service" }, from, to)
  const refused = increase(
    "http_client_request_duration_seconds_count",
    { server_address: "event-service", error_type: "ECONNREFUSED" },
    from,
    to,
  )
  assert.ok(refused > 0)
  assert.ok(Math.abs(served + refused - asked) / asked < 0.005, `${served} + ${refused}, ${asked}`)
})

test("an instance goes down: up is 0, its series end, its neighbour has the load, gateway sees 502s", () => {
  const down = [0, 1].map((cycle) => world.phaseMs - cycle * CYCLE_MS + MINUTE_MS)
  const who = { instance: "event-service-1:8080" }
  assert.deepEqual(
    down.map((time) => valueOf("up", who, time)).toSorted((a, b) => a - b),
    [0, 1],
  )
  const time = down.find((time) => valueOf("up", who, time) === 0)!
  const [series] = named("process_uptime_seconds", who, time - HOUR_MS, time)
  const { times, stale } = series!.samples(time - 3 * MINUTE_MS, time)
  assert.deepEqual(
    [...stale!].map((is, i) => (is ? i : -1)).filter((i) => i >= 0),
    [times.length - 1],
  )
  assert.equal(series!.latest!(time - 5 * MINUTE_MS, time), undefined)
  assert.ok(neighbour(time + MINUTE_MS / 2) > 1.5 * neighbour(time - 2 * MINUTE_MS))
  assert.ok(
    increase(
      "http_server_request_duration_seconds_count",
      { http_response_status_code: "502", http_route: "/api/events" },
      time - MINUTE_MS,
      time + MINUTE_MS,
    ) > 3,
  )
  const back = time + 4 * MINUTE_MS
  assert.ok(valueOf("process_uptime_seconds", who, back) < 4 * 60)
})

test("a bad deploy of payment shows in its pool, its latency, its errors, the orders and the hosts", () => {
  const begin = world.phaseMs - CYCLE_MS + 3 * MINUTE_MS
  const [from, to] = [begin + 2 * MINUTE_MS, begin + 5 * MINUTE_MS]
  const payment = { job: "payment" }
  assert.ok(valueOf("hikaricp_connections_pending", payment, to) > 10)
  assert.equal(valueOf("hikaricp_connections_pending", payment, begin - MINUTE_MS), 0)
  assert.equal(valueOf("hikaricp_connections_active", payment, to), 20)
  const more = (name: string, labels: Labels) =>
    [increase(name, labels, from, to), increase(name, labels, from - 8 * MINUTE_MS, to - 8 * MINUTE_MS)] as const
  for (const [name, labels] of [
    ["hikaricp_connections_timeout_total", payment],
    ["http_server_requests_seconds_count", { ...payment, status: "500", exception: "CannotCreateTransactionException" }],
    ["logback_events_total", { ...payment, level: "error" }],
    ["orders_total", { status: "failed" }],
    ["http_server_request_duration_seconds_count", { http_route: "/api/orders", http_response_status_code: "502" }],
  ] as const) {
    const [ill, well] = more(name, labels)
    assert.ok(ill > 20 && ill > 2 * well, `${name}: ${ill} after ${well}`)
  }
  const slow = (le: string) => increase("http_server_requests_seconds_bucket", { ...payment, uri: "/payments", le }, from, to)
  assert.ok(slow("2") < 0.95 * slow("+Inf"), "p95 over 2 s")
  const versions = named("hikaricp_connections_pending", payment, begin - HOUR_MS, to).map(({ labels }) => labels.version)
  assert.equal(new Set(versions).size, 2)
  const cpu = (timeMs: number) => valueOf("process_cpu_usage", payment, timeMs)
  assert.ok(cpu(to) > 1.5 * cpu(begin - MINUTE_MS))
})

test("the disk fills up, and predict_linear would know four hours before", () => {
  const hours = Array.from({ length: 20 }, (_, i) => now - i * HOUR_MS)
  const warned = hours.filter((time) => {
    const slope = (free(time) - free(time - HOUR_MS)) / HOUR_MS
    return slope < 0 && free(time) + slope * 4 * HOUR_MS < 0
  })
  assert.ok(warned.length >= 6 && warned.length <= 9, `${warned.length}`)
  for (const time of hours) assert.ok(free(time) > 0)
})

test("k6 tells only while the load test runs", () => {
  const hour = Date.UTC(2026, 10, 21, 9)
  assert.equal(valueOf("k6_vus", {}, hour + 10 * MINUTE_MS), 20)
  assert.deepEqual(named("k6_vus", {}, hour + 25 * MINUTE_MS, hour + 30 * MINUTE_MS), [])
  const reqs = increase("k6_http_reqs_total", {}, hour, hour + HOUR_MS)
  assert.ok(reqs > 9000 && reqs < 12_000, `${reqs}`)
  assert.ok(
    increase("http_server_request_duration_seconds_count", { http_route: "/api/listings" }, hour + 7 * MINUTE_MS, hour + 13 * MINUTE_MS) >
      6 * 60 * 15,
  )
})
