import assert from "node:assert/strict"
import { after, before, describe, test } from "node:test"
import type { Browser, Page } from "playwright"
import { openBrowser, signIn, visit } from "./browser.ts"
import { until } from "./process.ts"
import { startWitness, type Witness } from "./servers/witness.ts"
import { startWorld, type World } from "./world.ts"

const mark = "HOSTILE"
const hostile = [
  `${mark}<img src=x onerror=window.__xss=1>`,
  `"><svg onload=window.__xss=2>`,
  `</script><script>window.__xss=3</script>`,
  `{{constructor.constructor('window.__xss=4')()}}`,
  "${window.__xss=5}",
  "\u001b]8;;javascript:window.__xss=6\u0007link\u001b]8;;\u0007\u001b[31mred",
  "\u202egnp.exe",
].join(" ")
const short = `${mark}<img src=x onerror=window.__xss=7>`
/** Where "{{" would start a template. */
const plain = hostile.replace(/\{\{.*?\}\}/, "")
const links = [
  "[a](javascript:window.__xss=8)",
  "[b](data:text/html,<script>window.__xss=9</script>)",
  "[c](vbscript:x)",
  "[d](JaVaScRiPt:window.__xss=10)",
  "[e](&#106;avascript:window.__xss=11)",
  "<a href='javascript:window.__xss=12'>f</a>",
  "<iframe srcdoc='<script>window.__xss=13</script>'></iframe>",
  "![g](https://evil.example/pixel.png)",
  "[h][i]\n\n[i]: javascript:window.__xss=14",
  "<style>@import 'https://evil.example/x.css'</style>",
  "[good](https://example.test/)",
].join("\n\n")

const at = (x: number, y: number, w = 12, h = 8) => ({ x, y, w, h })
const panel = (id: string, kind: string, grid: object, query: object, options = {}) => ({
  id,
  kind,
  title: `${short} ${id}`,
  description: hostile,
  grid,
  ...(kind === "text" ? {} : { datasourceId: kind === "logs" ? "loki" : "prom", queries: [{ ref: "A", ...query }] }),
  options,
})

const dashboard = {
  id: "hostile",
  title: hostile.slice(0, 190),
  description: hostile,
  folder: short,
  tags: [short],
  variables: [
    { kind: "custom", name: "v", label: short, description: hostile, options: [{ value: short, text: hostile }], current: short },
    { kind: "query", name: "q", label: short, datasourceId: "prom", query: "label_values(up, job)" },
    { kind: "text", name: "t", label: short, current: hostile },
  ],
  panels: [
    panel("time", "timeseries", at(0, 0), { expr: "up", legend: `{{job}} ${short} $v` }, { unit: short }),
    panel("table", "table", at(12, 0), { expr: "up", mode: "instant", format: "table" }),
    panel("logs", "logs", at(0, 8), { expr: '{job="x"}' }),
    panel("stat", "stat", at(12, 8), { expr: "up", mode: "instant" }, { unit: short }),
    panel("text", "text", at(0, 16), {}, { text: `${hostile}\n\n${links}` }),
  ],
}

/** Nothing ran, nothing was fetched from elsewhere, and no link leads into a script. */
async function assertHarmless(page: Page, path: string, strangers: string[]): Promise<void> {
  await page.waitForLoadState("networkidle")
  await page.locator("[data-skeleton]").first().waitFor({ state: "detached" })
  const found = await page.evaluate(() => ({
    ran: (window as { __xss?: number }).__xss,
    shown: document.body.innerText.includes("HOSTILE<img"),
    links: [...document.querySelectorAll("a[href]")].map((link) => (link as HTMLAnchorElement).protocol),
    unsafe: [...document.querySelectorAll<HTMLAnchorElement>('a[href*="example.test"]')].filter((link) => !link.rel.includes("noopener"))
      .length,
    foreign: document.querySelectorAll('img[src="x"], [onerror], [onload], iframe').length,
  }))
  assert.equal(found.ran, undefined, `${path}: script ${found.ran} ran`)
  assert.ok(found.shown, `${path} does not show the words`)
  assert.deepEqual(
    found.links.filter((protocol) => !/^(?:https?|mailto):$/.test(protocol)),
    [],
    path,
  )
  assert.deepEqual([found.unsafe, found.foreign], [0, 0], path)
  assert.deepEqual(strangers, [], path)
}

describe("what others typed is text", () => {
  let world: World
  let witness: Witness
  let browser: Browser
  let share: string
  let incident: string

  before(async () => {
    witness = await startWitness()
    witness.labels = { job: hostile, le: short, [`instance`]: `"><svg onload=window.__xss=15>` }
    witness.line = `${hostile} {"message":"${short}"} https://evil.example/?a=<script> javascript:window.__xss=16 ${"x".repeat(100_000)}`
    world = await startWorld()
    const post = (path: string, body: unknown) => world.api<{ id: string; url?: string }>("POST", path, body)
    await post("/api/datasources", { id: "prom", name: short, kind: "prometheus", settings: { url: witness.url } })
    await post("/api/datasources", { id: "loki", name: `${short} loki`, kind: "loki", settings: { url: witness.url } })
    await post("/api/dashboards", dashboard)
    await post("/api/runbooks", { id: "runbook", title: hostile, markdown: `${hostile}\n\n${links}`, owner: short })
    await post("/api/alert-rules", {
      id: "rule",
      name: plain.slice(0, 190),
      group: short,
      datasourceId: "prom",
      query: { expr: "up" },
      evaluateEvery: "1s",
      labels: { severity: short, service: plain },
      annotations: { summary: `{{ $labels.job }} ${plain}`, runbook_url: "javascript:window.__xss=17", link: "javascript:x" },
      runbookId: "runbook",
    })
    share = new URL((await post("/api/share-links", { dashboardId: "hostile", label: short })).url ?? "").pathname
    const firing = async () => (await world.api<{ items: { id: string }[] }>("GET", "/api/alert-instances?state=firing")).items[0]
    incident = (await until("the rule to fire", firing)).id
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await world?.stop()
    await witness?.stop()
  })

  test("on dashboards, alerts, runbooks, in titles, labels, legends, lines and links", async () => {
    const { page, complaints, context } = await visit(browser, { width: 1440, height: 2_000, expected: [/404.*notification-policies$/] })
    const strangers: string[] = []
    page.on(
      "request",
      (request) => void (request.url().startsWith(world.url) || request.url().startsWith("data:") || strangers.push(request.url())),
    )
    await page.goto(world.url + share)
    await assertHarmless(page, "share", strangers)
    await signIn(world, page, "admin")
    const paths = [
      "/dashboards",
      "/dashboards/hostile",
      "/dashboards/hostile?viewPanel=logs",
      "/dashboards/hostile?viewPanel=time",
      `/dashboards/hostile?var-t=${encodeURIComponent(hostile)}&var-v=${encodeURIComponent(short)}`,
      "/dashboards/hostile?editPanel=time",
      "/alerts",
      "/alerts?tab=rules",
      "/alerts/rules/rule",
      "/alerts/rules/rule/edit",
      "/incidents",
      `/i/${incident}`,
      "/runbooks",
      "/runbooks/runbook",
      "/settings/datasources",
    ]
    for (const path of paths) {
      await page.goto(world.url + path)
      await assertHarmless(page, path, strangers)
    }
    await page.goto(`${world.url}/dashboards/hostile`)
    await page.waitForLoadState("networkidle")
    await page.getByRole("application").first().hover()
    await assertHarmless(page, "hovered", strangers)
    assert.deepEqual(complaints, [])
    await context.close()
  })
})
