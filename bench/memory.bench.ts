// Resident memory of web and worker after minutes of use: a dashboard that refreshes every 5 s, 100 rules every 10 s.
import { readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { openBrowser, signIn, visit } from "#e2e/browser.ts"
import { startNodeExporter, startPrometheus } from "#e2e/servers/prometheus.ts"
import { startWorld } from "#e2e/world.ts"
import { makeBoard } from "./board.ts"
import { report } from "./figure.ts"

const MINUTES = Number(process.env.BENCH_MINUTES ?? 10)
const RULES = 100

/** MB of one line of `/proc/<pid>/status`. */
function memory(pid: number, line: "VmRSS" | "VmHWM"): number {
  const kilobytes = new RegExp(`^${line}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
  return (Number(kilobytes) * 1024) / 1e6
}

/** The process that does the role's work; the one above it only watches. */
function working(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0])
}

const exprs = (panel: number) => `node_load1 + on() group_right() (node_cpu_seconds_total * 0 + ${panel})`

const exporter = await startNodeExporter()
const prometheus = await startPrometheus([{ name: "node", targets: [exporter.address] }], { scrapeInterval: "5s" })
const world = await startWorld()
const browser = await openBrowser()
try {
  const path = await makeBoard(world, { url: prometheus.url, exprs })
  for (let index = 0; index < RULES; index++) {
    await world.api("POST", "/api/alert-rules", {
      name: `Rule ${index}`,
      group: `group-${index % 20}`,
      datasourceId: "prom",
      query: { expr: `node_load1{job="node"} + ${index} < 0` },
      evaluateEvery: "10s",
    })
  }
  const { page } = await visit(browser, { width: 1440, height: 1000 })
  await signIn(world, page, "editor")
  await page.goto(`${world.url}${path}?from=now-15m&to=now&refresh=5s`)
  await page.locator("[data-drawn]").nth(11).waitFor()
  const pids = { web: working(world.web.pid), worker: working(world.worker.pid) }
  const readings: string[] = []
  for (let minute = 0; minute < MINUTES; minute++) {
    await sleep(60_000)
    readings.push(`${memory(pids.web, "VmRSS").toFixed(0)}/${memory(pids.worker, "VmRSS").toFixed(0)}`)
  }
  const [web, worker] = [memory(pids.web, "VmRSS"), memory(pids.worker, "VmRSS")]
  const peak = (pid: number) => `highest ever: ${memory(pid, "VmHWM").toFixed(0)} MB`
  report(`memory after ${MINUTES} min (12 panels every 5 s, ${RULES} rules every 10 s)`, [
    { figure: "web, resident", measured: `${web.toFixed(0)} MB`, must: "≤ 350 MB", ok: web <= 350, peer: peak(pids.web) },
    { figure: "worker, resident", measured: `${worker.toFixed(0)} MB`, must: "≤ 200 MB", ok: worker <= 200, peer: peak(pids.worker) },
    { figure: "web/worker, a reading a minute", measured: readings.join(" "), must: "", ok: true },
  ])
} finally {
  await browser.close()
  await world.stop()
  await prometheus.stop()
  await exporter.running.stop()
}
process.exit()
