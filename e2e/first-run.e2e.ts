import assert from "node:assert/strict"
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, test } from "node:test"
import type { Browser } from "playwright"
import { openBrowser, setUp, visit } from "./browser.ts"
import { freePort, printed, run, type Running } from "./process.ts"

describe("first run", () => {
  let browser: Browser
  let folder: string
  let port: number
  const started: Running[] = []

  before(async () => {
    browser = await openBrowser()
    folder = await mkdtemp(join(tmpdir(), "bongsu-first-run-"))
    // Postgres runs as a user of its own when we are root.
    await chmod(folder, 0o755)
    port = await freePort()
  })
  after(async () => {
    await Promise.all(started.map((running) => running.stop()))
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const start = (): Running => {
    const running = run(process.execPath, ["--conditions=react-server", "bin/up.ts"], {
      NODE_ENV: undefined,
      DATABASE_URL: undefined,
      BONGSU_SECRET_KEY: undefined,
      BONGSU_DATA_DIR: join(folder, "data"),
      PORT: String(port),
      BONGSU_DEMO: "0",
    })
    started.push(running)
    return running
  }
  test("one command, the link, an account; stopped and killed, everything is there again", async () => {
    const first = start()
    const [, link] = await printed(first, /(http:\S+\/setup\?token=\S+)/)
    const { page, complaints } = await visit(browser, {
      // The used link; health while the worker has not looked yet.
      expected: [/status of 404/, /status of 503.*\/api\/health/],
    })
    await setUp(page, link!)
    const made = await page.request.post(`http://localhost:${port}/api/dashboards`, {
      data: { id: "kept", title: "Kept" },
      headers: { origin: `http://localhost:${port}` },
    })
    assert.equal(made.status(), 201)
    const used = await page.request.get(link!)
    assert.equal(used.status(), 404, "the link works once")

    // A page that is open would ask a server that is gone.
    await page.goto("about:blank")
    await first.stop(10_000)
    assert.equal(await first.exited, 0, "Ctrl-C ends it by itself, in time")

    const second = start()
    await printed(second, /ready at/)
    await page.goto(`http://localhost:${port}/dashboards/kept`)
    await page.getByText("Kept").first().waitFor()

    await page.goto("about:blank")
    process.kill(second.pid, "SIGKILL")
    await second.exited
    const third = start()
    await printed(third, /ready at/)
    assert.doesNotMatch(third.output(), /setup\?token/, "there is an owner")
    await page.goto(`http://localhost:${port}/dashboards/kept`)
    await page.getByText("Kept").first().waitFor()
    assert.deepEqual(complaints, [])
  })
})
