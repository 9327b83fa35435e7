import assert from "node:assert/strict"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { after, before, describe, test } from "node:test"
import type { Browser, Page } from "playwright"
import { openBrowser, signIn, visit } from "./browser.ts"
import { startWorld, type World } from "./world.ts"

// BONGSU_SCREENSHOTS=<folder> keeps a picture of each thing that was opened for people to look at.
const folder = process.env.BONGSU_SCREENSHOTS

/** Whether the focus is in or on the element. */
const hasFocus = (page: Page, selector: string) =>
  page.waitForFunction((wanted) => document.activeElement?.closest(wanted) !== null && document.activeElement !== document.body, selector)

describe("what opens on a dashboard, with keys and with the pointer", () => {
  let world: World
  let browser: Browser

  before(async () => {
    world = await startWorld()
    const panel = { kind: "text", options: { text: "# Words" }, grid: { x: 0, y: 0, w: 12, h: 6 } }
    await world.api("POST", "/api/dashboards", {
      id: "open",
      title: "Open",
      panels: [
        { ...panel, id: "a", title: "First", description: "What it says" },
        { ...panel, id: "b", title: "Second", grid: { x: 12, y: 0, w: 12, h: 6 } },
      ],
      variables: [
        { kind: "custom", name: "env", options: [{ value: "prod" }, { value: "dev" }], current: "prod" },
        { kind: "text", name: "word", current: "hello" },
      ],
    })
    browser = await openBrowser()
    if (folder) await mkdir(folder, { recursive: true })
  })
  after(async () => {
    await browser?.close()
    await world?.stop()
  })

  const open = async (width: number, colorScheme: "dark" | "light") => {
    const visited = await visit(browser, { width, height: width === 390 ? 844 : 900, colorScheme })
    await signIn(world, visited.page, "editor")
    await visited.page.goto(`${world.url}/dashboards/open`)
    await visited.page.getByRole("heading", { name: "Words" }).first().waitFor()
    const keep = async (name: string) => {
      if (!folder) return
      await visited.page.waitForLoadState("networkidle")
      await visited.page.evaluate(async () => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))))
      await visited.page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) })
    }
    return { ...visited, keep }
  }

  for (const scheme of ["dark", "light"] as const)
    test(`a panel's menu, the range and the lists by keys alone (${scheme})`, async () => {
      const { page, complaints, context, keep } = await open(1440, scheme)
      const menuButton = page.getByRole("button", { name: /menu/i }).first()
      await menuButton.focus()
      await page.keyboard.press("Enter")
      await hasFocus(page, "[role=menuitem]")
      await page.keyboard.press("ArrowDown")
      assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ""), /edit/i)
      await keep("panel-menu")
      await page.keyboard.press("Escape")
      await page.getByRole("menu").waitFor({ state: "detached" })
      assert.ok(await menuButton.evaluate((element) => element === document.activeElement), "the focus is back at the button")

      const range = page.getByRole("button", { name: /time range:/i })
      await range.focus()
      await page.keyboard.press("Enter")
      await hasFocus(page, "[role=dialog] input")
      await keep("range")
      for (let stop = 0; stop < 40; stop++) {
        await page.keyboard.press("Tab")
        assert.ok(await page.evaluate(() => document.activeElement?.closest("[role=dialog]")), `stop ${stop} is inside`)
      }
      await page.keyboard.press("Escape")
      await page.getByRole("dialog").waitFor({ state: "detached" })
      assert.ok(await range.evaluate((element) => element === document.activeElement))

      await page.keyboard.press("Control+k")
      await page.getByPlaceholder(/go to a page/i).fill("explore")
      await keep("palette")
      await page.keyboard.press("Escape")
      await page.getByPlaceholder(/go to a page/i).waitFor({ state: "detached" })
      await page.keyboard.press("Control+k")
      await page.getByPlaceholder(/go to a page/i).waitFor()
      await page.keyboard.press("Escape")
      await page.getByPlaceholder(/go to a page/i).waitFor({ state: "detached" })
      await page.keyboard.press("Shift+?")
      await page.getByRole("dialog", { name: /keyboard/i }).waitFor()
      await keep("keys")
      await page.keyboard.press("Escape")
      assert.deepEqual(complaints, [])
      await context.close()
    })

  test("menus, tooltips and choices with the pointer", async () => {
    const { page, complaints, context, keep } = await open(1440, "dark")
    await page.getByRole("button", { name: "env" }).click()
    await page.getByRole("option", { name: "dev" }).click()
    await page.waitForURL(/var-env=dev/)
    await page.getByRole("button", { name: /refresh every/i }).click()
    await keep("refresh-menu")
    await page.getByRole("menuitem", { name: "30s" }).click()
    await page.waitForURL(/refresh=30s/)
    await page.getByRole("button", { name: /account/i }).click()
    await page.getByRole("radiogroup").last().waitFor()
    await keep("account-menu")
    // A press elsewhere closes; a second press on the button does, too.
    await page.getByRole("heading", { name: "Words" }).first().click()
    await page.getByRole("menu").waitFor({ state: "detached" })
    await page.getByRole("button", { name: /account/i }).click()
    await page.getByRole("menu").waitFor()
    await page.getByRole("button", { name: /account/i }).click()
    await page.getByRole("menu").waitFor({ state: "detached" })
    await page.getByRole("button", { name: "What it says" }).hover()
    await page.getByRole("tooltip", { name: "What it says" }).waitFor()
    await keep("tooltip")
    await page.getByRole("button", { name: /share/i }).click()
    await page.getByRole("dialog").waitFor()
    await keep("share")
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").waitFor({ state: "detached" })
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test("on a phone the range comes from below", async () => {
    const { page, complaints, context, keep } = await open(390, "dark")
    await page.getByRole("button", { name: /time range:/i }).click()
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /6 hours/i })
      .waitFor()
    await keep("range")
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /6 hours/i })
      .click()
    await page.waitForURL(/from=now-6h/)
    await page.getByRole("dialog").waitFor({ state: "detached" })
    await page.getByRole("button", { name: /more/i }).click()
    await page.getByRole("menuitem", { name: /settings/i }).waitFor()
    await keep("more-menu")
    await page.keyboard.press("Escape")
    await page.getByRole("menu").waitFor({ state: "detached" })
    assert.deepEqual(complaints, [])
    await context.close()
  })
})
