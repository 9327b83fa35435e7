import assert from "node:assert/strict"
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, test } from "node:test"
import type { Browser, BrowserContext, Page } from "playwright"
import { openBrowser, setUp, visit } from "./browser.ts"
import { freePort, printed, run, type Running, until } from "./process.ts"

/** The newest sample that the page was sent for a panel, ms. */
const newestSample = (page: Page) =>
  page.evaluate(async () => {
    const answer = await fetch("/api/query", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ dashboardId: "demo-service-overview", panels: ["requests"], range: { from: "now-5m", to: "now" } }),
    })
    const [line = ""] = (await answer.text()).split("\n")
    const { frames = [] } = JSON.parse(line) as { frames?: { fields: { type: string; values: number[] }[] }[] }
    return Math.max(...frames.map((frame) => frame.fields.find((field) => field.type === "time")?.values.at(-1) ?? 0))
  })

describe("demo", () => {
  let browser: Browser
  let folder: string
  let url: string
  let running: Running
  /** Signed in as the owner from the first test on. */
  let newcomer: BrowserContext

  before(async () => {
    browser = await openBrowser()
    folder = await mkdtemp(join(tmpdir(), "bongsu-demo-"))
    // Postgres runs as a user of its own when we are root.
    await chmod(folder, 0o755)
    const port = await freePort()
    url = `http://localhost:${port}`
    running = run(process.execPath, ["--conditions=react-server", "bin/up.ts"], {
      NODE_ENV: undefined,
      DATABASE_URL: undefined,
      BONGSU_SECRET_KEY: undefined,
      BONGSU_DEMO: undefined,
      BONGSU_DATA_DIR: join(folder, "data"),
      PORT: String(port),
      LANG: "C",
    })
  })
  after(async () => {
    await running?.stop()
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test("a newcomer sees it move, an alert come and go, and the way from a slow trace to its logs", async () => {
    const [, link] = await printed(running, /(http:\S+\/setup\?token=\S+)/)
    // Health is 503 until the worker has looked.
    const { page, complaints, context } = await visit(browser, { expected: [/status of 503.*\/api\/health/] })
    newcomer = context
    await setUp(page, link!)
    await printed(running, /showing the demo/)

    await page.goto(url)
    await page.getByRole("complementary", { name: "Demo" }).waitFor()
    await page.getByRole("link", { name: /^Inbox: \d+ new message/ }).click({ timeout: 120_000 })
    for (const status of ["Firing", "Resolved"])
      await page
        .getByText(new RegExp(`${status} · Service Down Report · event-service`))
        .first()
        .waitFor({ timeout: 120_000 })
    const unread = async () => ((await (await page.request.get(`${url}/api/inbox/seen`)).json()) as { count: number }).count
    await until("the Inbox to be seen", async () => (await unread()) === 0)
    await page.getByRole("link", { name: "Inbox", exact: true }).waitFor()

    await page.goto(`${url}/dashboards/demo-service-overview`)
    await page.locator("[data-drawn]").nth(2).waitFor()
    const first = await newestSample(page)
    await until("the dashboard to move", async () => (await newestSample(page)) > first)

    await page.goto(`${url}/dashboards/demo-service-overview?viewPanel=traces`)
    // The first row is the header.
    await page.getByRole("row").nth(1).click()
    await page.waitForURL(/\/traces\/demo-tempo\//)
    await page.locator('[role="treegrid"] [role="row"]').nth(2).waitFor()
    await page
      .getByText(/Logs of this trace/i)
      .first()
      .click()
    await page.locator('[role="listitem"][data-level]').first().waitFor()
    assert.deepEqual(complaints, [])
  })

  test("its view-only link is in Korean for whoever has not chosen a language", async () => {
    const { page, complaints } = await visit(browser, { locale: "en-US" })
    const state = (await (await newcomer.request.get(`${url}/api/demo`)).json()) as { state: string; shareUrl: string }
    assert.equal(state.state, "on")
    await page.goto(state.shareUrl)
    await page.getByRole("heading", { name: "주문과 신청서 현황" }).waitFor()
    await page.getByText("완료된 주문").waitFor()
    assert.deepEqual(complaints, [])
  })

  test("it goes when it is told to, and what is one's own stays", async () => {
    const page = await newcomer.newPage()
    await page.goto(`${url}/dashboards`)
    await page.getByRole("button", { name: "Remove the demo" }).click()
    await page.getByRole("button", { name: "Remove it" }).click()
    await page.getByRole("complementary", { name: "Demo" }).waitFor({ state: "detached" })
    const dashboards = (await (await newcomer.request.get(`${url}/api/dashboards`)).json()) as { items: unknown[] }
    assert.deepEqual(dashboards.items, [])
    await printed(running, /the demo was removed, its process has ended/)
  })
})
