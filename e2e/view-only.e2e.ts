import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import type { Browser } from "playwright"
import { openBrowser, visit } from "./browser.ts"
import { until } from "./process.ts"
import { type PrometheusServer, startNodeExporter, startPrometheus } from "./servers/prometheus.ts"
import { startWorld, type World } from "./world.ts"

/** Texts that only the maker may know: each would be found in the page's bytes if it leaked. */
const canaries = ["canary_metric_name", "Canary source", "canary-tenant", "canary-hidden-panel", "canary-token", "owner@example.test"]

const queries = (expr: string) => [{ ref: "A", expr, legend: "load" }]

describe("view-only link", () => {
  let world: World
  let browser: Browser
  let prometheus: PrometheusServer
  let exporter: Awaited<ReturnType<typeof startNodeExporter>>

  before(async () => {
    exporter = await startNodeExporter()
    prometheus = await startPrometheus([{ name: "node", targets: [exporter.address] }])
    world = await startWorld()
    browser = await openBrowser()
    const settings = { url: prometheus.url, tenantId: "canary-tenant", bearerToken: "canary-token" }
    await world.api("POST", "/api/datasources", { id: "prom", name: "Canary source", kind: "prometheus", settings })
    await world.api("POST", "/api/dashboards", {
      id: "orders",
      title: "Orders today",
      time: { from: "now-15m", to: "now" },
      panels: [
        {
          id: "load",
          kind: "stat",
          title: "Load of the shop",
          grid: { x: 0, y: 0, w: 12, h: 6 },
          datasourceId: "prom",
          queries: queries("node_load1 or canary_metric_name"),
        },
        {
          id: "hidden",
          kind: "stat",
          title: "canary-hidden-panel",
          grid: { x: 12, y: 0, w: 12, h: 6 },
          datasourceId: "prom",
          queries: queries("up"),
        },
      ],
    })
    await until("a first sample", () => prometheus.value("node_load1"))
  })
  after(async () => {
    await browser?.close()
    await world?.stop()
    await Promise.all([prometheus?.stop(), exporter?.running.stop()])
  })

  test("opened in a clean profile, nothing leaks; revoked, it is dead on the next refresh", async () => {
    const link = await world.api<{ id: string; url: string }>("POST", "/api/share-links", {
      dashboardId: "orders",
      label: "Partners",
      panels: ["load"],
      time: { mode: "fixed", from: "now-15m", to: "now" },
      variables: {},
    })
    const { page, complaints } = await visit(browser, { locale: "ko-KR", width: 390, height: 844, expected: [/status of 404/] })
    const bytes: string[] = []
    page.on("response", (response) => {
      const noted = response.text().then(
        (text) => bytes.push(`${response.url()} ${JSON.stringify(response.headers())} ${text}`),
        () => {},
      )
      void noted
    })
    await page.goto(new URL(new URL(link.url).pathname, world.url).href)
    await page.getByText("Load of the shop").waitFor()
    await page.getByText("Orders today").first().waitFor()
    assert.equal(await page.getByText("canary-hidden-panel").count(), 0)
    assert.equal(await page.getByRole("navigation").count(), 0, "no rail")
    await page.waitForLoadState("networkidle")
    for (const canary of canaries) {
      const leak = bytes.find((text) => text.includes(canary))
      assert.equal(leak, undefined, `${canary} is in ${leak?.slice(0, 200)}`)
    }
    assert.ok(
      bytes.some((text) => text.includes("/api/query")),
      "the panel was read",
    )

    await world.api("DELETE", `/api/share-links/${link.id}`)
    const response = await page.reload()
    assert.equal(response?.status(), 404)
    assert.equal(await page.getByText("Load of the shop").count(), 0)
    assert.deepEqual(complaints, [])
  })
})
