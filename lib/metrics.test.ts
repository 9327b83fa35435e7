import assert from "node:assert/strict"
import { createServer } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { test } from "node:test"
import { forgetEnv } from "#lib/env.ts"
import { isMetricsReader, metricsText } from "#lib/metrics-text.ts"
import { serveMetrics } from "#lib/metrics-server.ts"
import { metrics, observeHttp } from "#lib/metrics.ts"

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

const counted = async () => Number(/bongsu_alert_evaluations_total\{.*health="ok".*\} (\d+)/.exec((await metricsText()).text)?.[1])

test("this process's metrics, and with a worker's port the worker's added to them", async () => {
  observeHttp({ method: "GET", route: "/api/users/{id}", status: 200, seconds: 0.02 })
  metrics.evaluations.inc({ health: "ok" })
  assert.match((await metricsText()).text, /bongsu_http_request_duration_seconds_count\{.*route="\/api\/users\/\{id\}".*\} 1/)
  assert.equal(await counted(), 1)
  const ending = new AbortController()
  const port = await unusedPort()
  await serveMetrics(port, ending.signal)
  process.env.BONGSU_WORKER_METRICS_PORT = String(port)
  forgetEnv()
  // The test is web and worker in one: the same count twice.
  assert.equal(await counted(), 2)
  ending.abort()
  assert.equal(await counted(), 1)
})

test("a metrics token, when set, is needed", async () => {
  assert.equal(isMetricsReader(null), true)
  process.env.BONGSU_METRICS_TOKEN = "a-token-for-the-scraper"
  forgetEnv()
  assert.deepEqual([null, "Bearer wrong", "Bearer a-token-for-the-scraper"].map(isMetricsReader), [false, false, true])
})
