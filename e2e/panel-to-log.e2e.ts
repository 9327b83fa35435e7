import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import type { Browser } from "playwright"
import { openBrowser, signIn, visit } from "./browser.ts"
import { until } from "./process.ts"
import { startNodeExporter, startPrometheus } from "./servers/prometheus.ts"
import { recordedTraceId, startLoki, startTempo } from "./servers/recorded.ts"
import { startWorld, type World } from "./world.ts"

const panel = (id: string, kind: string, title: string, y: number, datasourceId: string, query: object) => ({
  id,
  kind,
  title,
  grid: { x: 0, y, w: 24, h: 8 },
  datasourceId,
  queries: [{ ref: "A", ...query }],
})

describe("panel to log", () => {
  let world: World
  let browser: Browser
  const stops: (() => Promise<void>)[] = []

  before(async () => {
    const exporter = await startNodeExporter()
    const prometheus = await startPrometheus([{ name: "node", targets: [exporter.address] }])
    const [loki, tempo] = await Promise.all([startLoki(), startTempo()])
    stops.push(
      () => prometheus.stop(),
      () => exporter.running.stop(),
      () => loki.stop(),
      () => tempo.stop(),
    )
    await until("a first sample", () => prometheus.value("node_load1"))
    world = await startWorld()
    browser = await openBrowser()
    const source = (id: string, name: string, kind: string, url: string) =>
      world.api("POST", "/api/datasources", { id, name, kind, settings: { url } })
    await source("prom", "Prometheus", "prometheus", prometheus.url)
    await source("loki", "Loki", "loki", loki.url)
    await source("tempo", "Tempo", "tempo", tempo.url)
    await world.api("POST", "/api/dashboards", {
      id: "shop",
      title: "Shop",
      time: { from: "now-15m", to: "now" },
      // The range ends on a whole step: a source that was scraped for the first time just now shows at one of the next refreshes.
      refresh: "5s",
      panels: [
        panel("load", "timeseries", "Load", 0, "prom", { expr: "node_load1", legend: "load of {{instance}}" }),
        panel("slow", "traces", "Slow traces", 8, "tempo", { traceql: "{ duration > 1s }" }),
        panel("lines", "logs", "Lines of the trace", 16, "loki", { expr: `{namespace="shop"} | trace_id="${recordedTraceId}"` }),
      ],
    })
  })
  after(async () => {
    await browser?.close()
    await world?.stop()
    await Promise.all(stops.map((stop) => stop()))
  })

  test("a metric, a trace with its spans and the logs of that trace, on one dashboard and one click apart", async () => {
    const { page, complaints } = await visit(browser)
    await signIn(world, page, "viewer")
    await page.goto(`${world.url}/dashboards/shop`)
    await page
      .getByText(/load of 127\.0\.0\.1/)
      .first()
      .waitFor()
    await page.getByText("결제 실패").first().waitFor()
    await page.getByText("POST /api/payments").first().click()
    await page.waitForURL(new RegExp(`/traces/tempo/${recordedTraceId}`))
    for (const span of ["PaymentService.pay", "HikariDataSource.getConnection", "push fcm"]) await page.getByText(span).first().waitFor()
    await page.getByText("PaymentService.pay").first().click()
    await page
      .getByText(/Logs of this trace/i)
      .first()
      .click()
    await page.getByText("결제 실패").first().waitFor()
    assert.deepEqual(complaints, [])
  })
})
