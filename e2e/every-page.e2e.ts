import assert from "node:assert/strict"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { after, before, describe, test } from "node:test"
import type { Browser } from "playwright"
import { openBrowser, signIn, visit } from "./browser.ts"
import { furnish, type Furniture } from "./furniture.ts"
import { startWorld, type World } from "./world.ts"

// BONGSU_SCREENSHOTS=<folder> keeps a picture of each page for people to look at.
const folder = process.env.BONGSU_SCREENSHOTS

// A page is mostly waited for: four visitors at a time.
describe("every page shows itself", { concurrency: true }, () => {
  let world: World
  let browser: Browser
  let furniture: Furniture

  before(async () => {
    world = await startWorld()
    furniture = await furnish(world)
    browser = await openBrowser()
    if (folder) await mkdir(folder, { recursive: true })
  })
  after(async () => {
    await browser?.close()
    await furniture?.stop()
    await world?.stop()
  })

  for (const width of [1440, 390]) {
    for (const colorScheme of ["dark", "light"] as const) {
      test(`${width} px, ${colorScheme}: no console error, nothing wider than the page`, async () => {
        const { page, complaints, context } = await visit(browser, {
          width,
          height: width === 390 ? 844 : 900,
          colorScheme,
          locale: colorScheme === "light" ? "ko-KR" : "en-US",
        })
        const look = async (name: string) => {
          await page.waitForLoadState("networkidle")
          await page.locator("[data-skeleton]").first().waitFor({ state: "detached" })
          if (folder) await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) })
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          assert.ok(overflow <= 0, `${name} is ${overflow} px wider than the window`)
        }
        await page.goto(`${world.url}/login`)
        await look("login")
        await signIn(world, page, "admin")
        for (const [name, path] of Object.entries(furniture.pages)) {
          const response = await page.goto(world.url + path)
          assert.equal(response?.status(), 200, `${path} answers 200`)
          await look(name)
        }
        assert.deepEqual(complaints, [])
        await context.close()
      })
    }
  }
})
