// One panel of 100 series × 1,000 points: through Bongsu against curl straight to the same Prometheus, alternating.
import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { startSeries } from "./series.ts"
import { startWorld } from "#e2e/world.ts"
import { median, report } from "./figure.ts"

const RUNS = 80
/** A server in use has its paths compiled. */
const WARM_UP = 30
const curl = promisify(execFile)

/** Whole-process time of curl, as a user measures it, and the time that curl itself saw. */
async function timed(args: string[]): Promise<number> {
  const { stdout } = await curl("curl", ["-s", "-o", "/dev/null", "-w", "%{time_total} %{http_code}", ...args])
  const [seconds, status] = stdout.split(" ")
  if (status !== "200") throw new Error(`curl saw ${status} for ${args.at(-1)}`)
  return Number(seconds) * 1000
}

const series = await startSeries({ series: 100, points: 1_000, stepSeconds: 15 })
const world = await startWorld()
try {
  await world.api("POST", "/api/datasources", { id: "prom", name: "Prometheus", kind: "prometheus", settings: { url: series.url } })
  await world.api("POST", "/api/dashboards", {
    id: "bench",
    title: "Bench",
    panels: [
      {
        id: "p",
        kind: "timeseries",
        title: "All",
        grid: { x: 0, y: 0, w: 24, h: 10 },
        datasourceId: "prom",
        queries: [{ ref: "A", expr: "bench_series", minStep: "15s" }],
        maxDataPoints: 1_000,
      },
    ],
  })
  const body = JSON.stringify({
    dashboardId: "bench",
    range: { from: series.fromMs, to: series.toMs },
    maxDataPoints: 1_000,
    sharedTimes: true,
  })
  const through = [
    "-X",
    "POST",
    "-H",
    `authorization: Bearer ${world.token}`,
    "-H",
    "content-type: application/json",
    "-d",
    body,
    `${world.url}/api/query`,
  ]
  const straight = [`${series.url}/api/v1/query_range?query=bench_series&start=${series.fromMs / 1000}&end=${series.toMs / 1000}&step=15`]
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = -WARM_UP; run < RUNS; run++) {
    const [a, b] = [await timed(straight), await timed(through)]
    if (run >= 0) {
      theirs.push(a)
      ours.push(b)
    }
  }
  const ratio = median(ours) / median(theirs)
  report("panel read, 100 series × 1,000 points", [
    {
      figure: "p50 through Bongsu",
      measured: `${median(ours).toFixed(1)} ms = ${ratio.toFixed(2)} ×`,
      must: "≤ 1.5 ×",
      ok: ratio <= 1.5,
      peer: `curl to Prometheus: ${median(theirs).toFixed(1)} ms`,
    },
  ])
} finally {
  await world.stop()
  await series.stop()
}
process.exit()
