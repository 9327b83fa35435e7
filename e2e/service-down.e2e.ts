import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import type { Browser, Page } from "playwright"
import { openBrowser, signIn, visit } from "./browser.ts"
import { until } from "./process.ts"
import { type PrometheusServer, startNodeExporter, startPrometheus } from "./servers/prometheus.ts"
import type { Accepted, StandIn } from "./stand-ins/chat.ts"
import { type SlackBody, slackStandIn } from "./stand-ins/slack.ts"
import { type TelegramBody, telegramStandIn } from "./stand-ins/telegram.ts"
import { startWorld, type World } from "./world.ts"

const EVERY_MS = 2_000
const RUNBOOK = "https://runbooks.example.test/service-down"

describe("service down", () => {
  let world: World
  let browser: Browser
  let prometheus: PrometheusServer
  let exporter: Awaited<ReturnType<typeof startNodeExporter>>
  let telegram: StandIn<TelegramBody>
  let slack: StandIn<SlackBody>

  before(async () => {
    exporter = await startNodeExporter()
    prometheus = await startPrometheus([{ name: "checkout", targets: [exporter.address] }])
    telegram = await telegramStandIn({ token: "1:good", chats: ["-100"], everyMs: 1_000 })
    slack = await slackStandIn({ token: "xoxb-good", channels: ["C1"], everyMs: 1_000 })
    world = await startWorld()
    browser = await openBrowser()
    const post = (path: string, body: unknown) => world.api("POST", path, body)
    await post("/api/datasources", { id: "prom", name: "Prometheus", kind: "prometheus", settings: { url: prometheus.url } })
    await post("/api/contact-points", {
      id: "bot",
      name: "Ops",
      kind: "telegram",
      settings: { botToken: "1:good", chatId: "-100", apiUrl: telegram.url },
    })
    await post("/api/contact-points", {
      id: "room",
      name: "Room",
      kind: "slack",
      settings: { token: "xoxb-good", channel: "C1", apiUrl: slack.url },
    })
    const waits = { groupBy: ["alertname", "service"], groupWait: "0s", groupInterval: "5m", repeatInterval: "4h", resolveWait: "0s" }
    await world.api("PUT", "/api/notification-policies", {
      ...waits,
      contactPointId: "bot",
      routes: [
        { ...waits, contactPointId: "bot", matchers: [], continue: true, routes: [] },
        { ...waits, contactPointId: "room", matchers: [], routes: [] },
      ],
    })
    await post("/api/runbooks", { id: "down", title: "A service is down", url: RUNBOOK, matchers: [] })
    await until("the exporter to be scraped", async () => (await prometheus.value("up")) === "1")
  })
  after(async () => {
    await browser?.close()
    await world?.stop()
    await Promise.all([prometheus?.stop(), exporter?.running.stop(), telegram?.stop(), slack?.stop()])
  })

  test("a rule through the form; the exporter killed, both chats told in two intervals; back, both told; nothing else", async () => {
    const { page, complaints } = await visit(browser)
    await signIn(world, page, "editor")
    await makeRule(page, world.url)
    await until("a first evaluation", async () => (await rule(world)).health === "ok")

    exporter.running.stop(0)
    await exporter.running.exited
    await until("Prometheus to see it down", async () => (await prometheus.value("up")) === "0")
    const seenDownMs = Date.now()
    await until("both chats", () => telegram.accepted.length === 1 && slack.accepted.length === 1)
    for (const message of [telegram.accepted[0]!, slack.accepted[0]!]) {
      assert.ok(message.atMs - seenDownMs <= 2 * EVERY_MS, `told after ${message.atMs - seenDownMs} ms`)
      assert.match(firstLine(message), /^🔴 .*Firing.*Service Down Report.*checkout.*critical/)
      assert.ok(message.text.includes(RUNBOOK), "links the runbook")
      assert.ok(message.text.includes("/i/"), "links the incident")
    }
    await page.goto(`${world.url}/alerts`)
    await page.getByText("Service Down Report").first().waitFor()

    exporter = await startNodeExporter(Number(exporter.address.split(":")[1]))
    await until("both chats to hear that it is back", () => telegram.accepted.length === 2 && slack.accepted.length === 2)
    for (const message of [telegram.accepted[1]!, slack.accepted[1]!]) {
      assert.match(firstLine(message), /^🟢 .*Resolved.*Service Down Report.*checkout/)
      assert.match(message.text, /\d+\s?s/, "says how long it took")
    }
    // Four more evaluations: whatever else it had to say would be said by now.
    const seen = (await rule(world)).lastEvaluatedAt
    await until("four more evaluations", async () => Date.parse((await rule(world)).lastEvaluatedAt) - Date.parse(seen) >= 4 * EVERY_MS)
    assert.equal(telegram.accepted.length + slack.accepted.length, 4)
    assert.deepEqual([telegram.refused, slack.refused], [[], []])
    assert.deepEqual(complaints, [])
  })
})

interface RuleAnswer {
  health: string
  lastEvaluatedAt: string
}

async function rule(world: World): Promise<RuleAnswer> {
  const { items } = await world.api<{ items: RuleAnswer[] }>("GET", "/api/alert-rules")
  return items[0]!
}

function firstLine(message: Accepted<unknown>): string {
  return message.text.split("\n").find((line) => line.trim()) ?? ""
}

async function makeRule(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/alerts/rules/new`)
  await page.getByLabel("Name of the rule").fill("Service Down Report")
  await page.getByRole("combobox", { name: "Datasource" }).click()
  await page.getByRole("option", { name: "Prometheus" }).click()
  const query = page.getByRole("textbox", { name: "Query" })
  await query.click()
  await page.keyboard.type('up{job="checkout"} == 0')
  await page.keyboard.press("Escape")
  await page.getByRole("combobox", { name: "Comparison" }).click()
  await page.getByRole("option", { name: "the query compares by itself" }).click()
  await page.getByRole("combobox", { name: "For how long" }).fill("0s")
  await page.getByRole("combobox", { name: "How often" }).fill("2s")
  await page.getByLabel("Service", { exact: true }).fill("checkout")
  await page.getByRole("combobox", { name: "Runbook" }).click()
  await page.getByRole("option", { name: "A service is down" }).click()
  await page.getByRole("button", { name: "Save rule" }).click()
  await page.waitForURL(/\/alerts\/rules\/(?!new)/)
}
