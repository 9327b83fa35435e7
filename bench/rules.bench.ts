// 1,000 PromQL rules every 10 s for 3 minutes; Postgres, Prometheus, web and worker share the machine.
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { startNodeExporter, startPrometheus } from "#e2e/servers/prometheus.ts"
import { until } from "#e2e/process.ts"
import { startWorld } from "#e2e/world.ts"
import { quantile, report } from "./figure.ts"

const RULES = Number(process.env.BENCH_RULES ?? 1_000)
const MINUTES = Number(process.env.BENCH_MINUTES ?? 3)

const exporter = await startNodeExporter()
const prometheus = await startPrometheus([{ name: "node", targets: [exporter.address] }], { scrapeInterval: "5s" })
const world = await startWorld()
const database = new pg.Client({ connectionString: world.databaseUrl })
await database.connect()
try {
  await world.api("POST", "/api/datasources", { id: "prom", name: "Prometheus", kind: "prometheus", settings: { url: prometheus.url } })
  await until("a first scrape", () => prometheus.value("up"))
  for (let index = 0; index < RULES; index++) {
    await world.api("POST", "/api/alert-rules", {
      name: `Rule ${index}`,
      group: `group-${index % 100}`,
      datasourceId: "prom",
      query: { expr: `node_load1{job="node"} + ${index} < 0` },
      evaluateEvery: "10s",
      labels: { severity: "warning" },
    })
  }
  // One round for caches to warm and slots to spread, then the clock starts.
  await sleep(15_000)
  const { rows: before } = await database.query<{ now: Date; missed: string }>(
    "select clock_timestamp() as now, sum(missed_slots) as missed from alert_group",
  )
  await sleep(MINUTES * 60_000)
  const { rows: after } = await database.query<{ missed: string }>("select sum(missed_slots) as missed from alert_group")
  const { rows } = await database.query<{ late: string; health: string }>(
    "select extract(epoch from started_at - slot_at) * 1000 as late, health from alert_evaluation where slot_at >= $1",
    [before[0]!.now],
  )
  const lateness = rows.map((row) => Number(row.late))
  const missed = Number(after[0]!.missed) - Number(before[0]!.missed)
  const p99 = quantile(lateness, 0.99)
  const healthy = rows.filter((row) => row.health === "ok").length
  report(`${RULES} rules every 10 s for ${MINUTES} min`, [
    { figure: "missed slots", measured: String(missed), must: "0", ok: missed === 0 },
    { figure: "slot lateness p99", measured: `${p99.toFixed(0)} ms`, must: "< 1 s", ok: p99 < 1_000 },
    { figure: "slot lateness p50", measured: `${quantile(lateness, 0.5).toFixed(0)} ms`, must: "", ok: true },
    {
      figure: "evaluations in the log, healthy",
      measured: `${rows.length}, ${healthy}`,
      must: "all healthy",
      ok: rows.length > 0 && healthy === rows.length,
    },
  ])
} finally {
  await database.end()
  await world.stop()
  await prometheus.stop()
  await exporter.running.stop()
}
process.exit()
