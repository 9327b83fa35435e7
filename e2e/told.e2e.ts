import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import type { Browser } from "playwright"
import { openBrowser, signIn, visit } from "./browser.ts"
import { type Liar, startLiar } from "./servers/liar.ts"
import { startWorld, type World } from "./world.ts"

describe("who was told, and who has seen it", () => {
  let world: World
  let liar: Liar
  let browser: Browser

  before(async () => {
    liar = await startLiar()
    liar.up = 0
    world = await startWorld()
    browser = await openBrowser()
    await world.api("POST", "/api/datasources", { id: "prom", name: "Prometheus", kind: "prometheus", settings: { url: liar.url } })
    await world.api("POST", "/api/alert-rules", {
      id: "down",
      name: "Down",
      group: "g",
      datasourceId: "prom",
      query: { expr: "up == 0" },
      evaluateEvery: "1s",
    })
  })
  after(async () => {
    await browser?.close()
    await world?.stop()
    await liar?.stop()
  })

  test("home says that nobody knows; on a phone the menu counts the Inbox's message until it is opened", async () => {
    // Health is 503 until the worker has looked.
    const { page, complaints } = await visit(browser, { width: 390, height: 844, expected: [/status of 503.*\/api\/health/] })
    await signIn(world, page, "editor")
    await page.goto(world.url)
    const warning = page.getByText("Nobody is told of one alert")
    await warning.waitFor()

    await world.api("POST", "/api/contact-points", { id: "inbox", name: "Inbox", kind: "inbox", settings: {} })
    await world.api("PUT", "/api/notification-policies", { contactPointId: "inbox", groupBy: ["alertname"], groupWait: "0s" })
    await warning.waitFor({ state: "detached" })
    await page.getByRole("button", { name: "More · Inbox: 1 new message" }).click({ timeout: 60_000 })
    await page.getByRole("menuitem", { name: "Inbox: 1 new message" }).click()
    const message = page.getByRole("list", { name: "Messages, newest first" }).getByRole("listitem").first()
    await message.getByText("New", { exact: true }).waitFor()

    const asked = page.waitForResponse((response) => response.url().endsWith("/api/inbox/seen") && response.request().method() === "GET")
    await page.goto(world.url)
    assert.deepEqual(await (await asked).json(), { count: 0 })
    await page.getByRole("button", { name: "More", exact: true }).waitFor()
    assert.deepEqual(complaints, [])

    // A viewer has fewer places: the Inbox stands in the bar itself, and this one has just come.
    const colleague = await visit(browser, { width: 390, height: 844 })
    await signIn(world, colleague.page, "viewer")
    await world.api("POST", "/api/contact-points/inbox/test")
    await colleague.page.getByRole("link", { name: "Inbox: 1 new message" }).waitFor({ timeout: 60_000 })
    await colleague.page.getByRole("button", { name: "More", exact: true }).waitFor()
    assert.deepEqual(colleague.complaints, [])
  })
})
