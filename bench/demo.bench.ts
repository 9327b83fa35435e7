// The demo world by itself: a month of every panel that ships, and its memory after as many refreshes as an hour has.
import { readFileSync } from "node:fs"
import { DashboardInput, type Panel } from "#lib/dashboard/schema.ts"
import { interpolateText } from "#lib/datasource/interpolate.ts"
import { builtIns, replaceBuiltIns } from "#lib/query/built-in.ts"
import { planRead } from "#lib/query/plan.ts"
import { buildDashboard } from "#lib/template/build-dashboard.ts"
import { dashboardTemplates } from "#lib/template/dashboards.ts"
import { wordsOf } from "#lib/template/words.ts"
import { demoProgram } from "#bin/demo.ts"
import { freePort, run, until } from "#e2e/process.ts"
import { type Figure, median, quantile, report } from "./figure.ts"

const DAY_MS = 86_400_000
const RUNS = 3
/** As many as a dashboard that refreshes every 10 s makes in an hour. */
const REFRESHES = 360
const POINTS = 800
const sources = { prometheus: "prometheus", loki: "loki", tempo: "tempo" }

interface Read {
  panel: string
  datasource: string
  query: { expr?: string; traceql?: string; mode?: string; limit?: number }
}

function panelsOf(template: (typeof dashboardTemplates)[number]): Panel[] {
  return DashboardInput.parse(buildDashboard(template, { words: wordsOf(template.name, "en"), sources })).panels
}

const reads: Read[] = dashboardTemplates.flatMap((template) =>
  panelsOf(template).flatMap((panel) =>
    panel.queries.map((query) => ({
      panel: `${template.name}/${panel.id} ${query.ref}`,
      datasource: panel.datasourceId!,
      query: query as Read["query"],
    })),
  ),
)
const everything = Object.fromEntries(
  ["job", "instance", "pool", "service"].map((name) => [name, { value: ".+", multi: false, raw: ".+" }]),
)

/** The request that Bongsu would make of the source. */
function address({ datasource, query }: Read, fromMs: number, toMs: number): string {
  const plan = planRead({
    range: { fromMs, toMs },
    maxDataPoints: POINTS,
    minStepMs: 15_000,
    reads: query.mode === "instant" ? "instant" : "step",
  })
  const text = interpolateText(replaceBuiltIns(query.expr ?? query.traceql ?? "", builtIns(plan, { fromMs, toMs })), everything)
  const [start, end, step] = [plan.range.fromMs / 1000, plan.range.toMs / 1000, plan.stepMs / 1000].map(String)
  const url = (path: string, params: Record<string, string>) => `${urls[datasource]}${path}?${new URLSearchParams(params).toString()}`
  if (query.traceql) return url("/api/search", { q: text, start: String(Math.floor(Number(end) - 6 * 86_400)), end: end!, limit: "20" })
  const base = datasource === "loki" ? "/loki/api/v1" : "/api/v1"
  if (query.mode === "instant") return url(`${base}/query`, { query: text, time: end! })
  return url(`${base}/query_range`, {
    query: text,
    start: start!,
    end: end!,
    step: step!,
    ...(datasource === "loki" ? { limit: String(query.limit ?? 1000) } : {}),
  })
}

async function timed(read: Read, fromMs: number, toMs: number): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(address(read, fromMs, toMs))
  const body = await response.text()
  if (!response.ok) throw new Error(`${read.panel}: ${response.status} ${body.slice(0, 300)}`)
  return performance.now() - startedAt
}

const megabytes = (pid: number, line: "VmRSS" | "VmHWM") =>
  (Number(new RegExp(`^${line}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024) / 1e6

const ports: Record<string, number> = { prometheus: await freePort(), loki: await freePort(), tempo: await freePort() }
const urls = Object.fromEntries(Object.entries(ports).map(([kind, port]) => [kind, `http://127.0.0.1:${port}`]))
const startMs = Date.now()
const program = demoProgram(ports, startMs - 75_000)
const demo = run(process.execPath, program.words, program.env)
try {
  for (const url of Object.values(urls)) await until(url, async () => (await fetch(`${url}/ready`)).status < 500)
  const all: { panel: string; ms: number }[] = []
  for (let round = 0; round < RUNS; round++)
    for (const read of reads) all.push({ panel: read.panel, ms: await timed(read, startMs - 30 * DAY_MS, startMs) })
  const slowest = all.toSorted((a, b) => b.ms - a.ms).slice(0, 5)
  const times = all.map((one) => one.ms)
  const overview = reads.filter((read) => read.panel.startsWith("service-overview/"))
  for (let refresh = 0; refresh < REFRESHES; refresh++) {
    const now = startMs + refresh * 10_000
    await Promise.all(overview.map((read) => timed(read, now - 3_600_000, now)))
  }
  const [resident, peak] = [megabytes(demo.pid, "VmRSS"), megabytes(demo.pid, "VmHWM")]
  const p95 = quantile(times, 0.95)
  const figures: Figure[] = [
    {
      figure: `30 days of each of ${reads.length} shipped queries, ${POINTS} points, p50; p95; longest`,
      measured: `${median(times).toFixed(0)} ms; ${p95.toFixed(0)} ms; ${Math.max(...times).toFixed(0)} ms`,
      must: "p95 < 300 ms",
      ok: p95 < 300,
    },
    { figure: "the slowest", measured: slowest.map((one) => `${one.panel} ${one.ms.toFixed(0)} ms`).join(", "), must: "", ok: true },
    {
      figure: `memory after ${REFRESHES} refreshes of the service overview (an hour's), resident; highest`,
      measured: `${resident.toFixed(0)} MB; ${peak.toFixed(0)} MB`,
      must: "< 200 MB",
      ok: resident < 200,
    },
  ]
  report("demo", figures)
} finally {
  await demo.stop()
}
process.exit()
