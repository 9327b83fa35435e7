// What a person waits for, in a real Chromium: from the start of a navigation to the frame in which the thing is drawn.
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { gzipSync } from "node:zlib"
import type { BrowserContext } from "playwright"
import { openBrowser, signIn, visit } from "#e2e/browser.ts"
import { startWorld, type World } from "#e2e/world.ts"
import { makeBoard } from "./board.ts"
import { type Figure, median, report } from "./figure.ts"
import { startLongAnswers, traceId } from "./long-answers.ts"
import { startSeries } from "./series.ts"

const RUNS = 5

/**
 * Until the browser has nothing to do. A page made here comes in a window of its own, whose address bar and the like are pages too: they
 * take as much of the processor as the one that is measured, and a person's window stands already.
 */
async function atRest(): Promise<void> {
  const session = await browser.newBrowserCDPSession()
  const usedMs = async () =>
    (await session.send("SystemInfo.getProcessInfo")).processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000
  for (let before = Number.NEGATIVE_INFINITY; ;) {
    const used = await usedMs()
    if (used - before < 20) break
    before = used
    await sleep(200)
  }
  await session.detach()
}

/** Milliseconds from the start of the navigation to the frame after `count` elements match `selector`. */
async function drawnMs(context: BrowserContext, url: string, selector: string, count = 1): Promise<number> {
  const page = await context.newPage()
  try {
    await page.addInitScript(
      ([wanted, least]) => {
        const drawn = new Promise<number>((resolve) => {
          const look = () => {
            if (document.querySelectorAll(wanted).length < least) requestAnimationFrame(look)
            else requestAnimationFrame(() => resolve(performance.now()))
          }
          requestAnimationFrame(look)
        })
        Object.assign(globalThis, { drawn })
      },
      [selector, count] as const,
    )
    await atRest()
    await page.goto(url, { waitUntil: "commit" })
    const given = AbortSignal.timeout(30_000)
    return await Promise.race([
      page.evaluate(() => (globalThis as unknown as { drawn: Promise<number> }).drawn),
      once(given, "abort").then(async () => {
        throw new Error(
          `${count} × ${selector} not drawn in 30 s on ${page.url()}: ${(await page.locator("body").innerText()).slice(0, 500)}`,
        )
      }),
    ])
  } finally {
    await page.close()
  }
}

async function repeated(context: BrowserContext, url: string, selector: string, count = 1): Promise<number[]> {
  await drawnMs(context, url, selector, count)
  const all: number[] = []
  for (let run = 0; run < RUNS; run++) all.push(await drawnMs(context, url, selector, count))
  return all
}

const line = (figure: string, all: number[], mostMs: number): Figure => ({
  figure: `${figure} (median of ${RUNS}; longest)`,
  measured: `${median(all).toFixed(0)} ms; ${Math.max(...all).toFixed(0)} ms`,
  must: `< ${mostMs / 1000} s`,
  ok: median(all) < mostMs,
})

const isChart = (file: Buffer) => /zrender|echarts/i.test(file.toString("latin1"))
const size = (files: Buffer[]) => files.reduce((sum, file) => sum + gzipSync(file).length, 0)
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`

/** Gzip bytes of every script of a first visit; the drawing library's chunk apart. */
async function scriptBytes(context: BrowserContext, url: string): Promise<{ own: number; chart: number; files: number }> {
  const page = await context.newPage()
  const bodies: Promise<Buffer>[] = []
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.endsWith(".js")) bodies.push(response.body())
  })
  await page.goto(url)
  await page.locator("[data-drawn]").nth(11).waitFor()
  await page.waitForLoadState("networkidle")
  const files = await Promise.all(bodies)
  await page.close()
  return { own: size(files.filter((file) => !isChart(file))), chart: size(files.filter(isChart)), files: files.length }
}

async function makeSources(world: World, url: string): Promise<void> {
  await world.api("POST", "/api/datasources", { id: "tempo", name: "Tempo", kind: "tempo", settings: { url } })
  await world.api("POST", "/api/datasources", { id: "loki", name: "Loki", kind: "loki", settings: { url } })
  const queries = [{ ref: "A", expr: '{namespace="shop"}', limit: 5_000 }]
  const panel = { id: "logs", kind: "logs", title: "Logs", grid: { x: 0, y: 0, w: 24, h: 20 }, datasourceId: "loki", queries }
  await world.api("POST", "/api/dashboards", { id: "logs", title: "Logs", panels: [panel] })
}

const series = await startSeries({ series: 120, points: 1_000, stepSeconds: 15 })
const answers = await startLongAnswers({ spans: 10_000, lines: 5_000 })
const world = await startWorld()
const browser = await openBrowser()
try {
  const path = await makeBoard(world, { url: series.url, exprs: (panel) => `bench_series{i=~"${panel}.?"}` })
  await makeSources(world, answers.url)
  const board = `${world.url}${path}?from=${series.fromMs}&to=${series.toMs}`
  const { context, page } = await visit(browser, { width: 1440, height: 1000 })
  await signIn(world, page, "editor")
  await page.close()
  const state = await context.storageState()
  const fresh = () => browser.newContext({ viewport: { width: 1440, height: 1000 }, storageState: state })
  const warm = await repeated(context, board, "[data-drawn]", 12)
  const first: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const visitor = await fresh()
    first.push(await drawnMs(visitor, board, "[data-drawn]", 12))
    await visitor.close()
  }
  const trace = await repeated(context, `${world.url}/traces/tempo/${traceId}`, '[role="treegrid"] [role="row"]', 5)
  const logs = await repeated(context, `${world.url}/dashboards/logs`, '[role="listitem"][data-level]', 5)
  const scripts = await scriptBytes(await fresh(), board)
  report("browser", [
    line("dashboard of 12 panels, navigation to all drawn", warm, 1_500),
    line("the same, first visit of a browser (nothing cached)", first, 1_500),
    line("trace of 10,000 spans, navigation to first rows", trace, 1_000),
    line("5,000 log lines of 1 kB, navigation to first rows", logs, 700),
    {
      figure: `JavaScript of the dashboard, gzip, ${scripts.files} files, without the chart chunk`,
      measured: kilobytes(scripts.own),
      must: "≤ 250 kB",
      ok: scripts.own <= 250_000,
      peer: `chart chunk: ${kilobytes(scripts.chart)}`,
    },
  ])
} finally {
  await browser.close()
  await world.stop()
  answers.stop()
  await series.stop()
}
process.exit()
