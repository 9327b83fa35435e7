// Sends the company's telemetry, as it happens, to real servers: traces and lines by OTLP, metrics on a page that Prometheus scrapes.
import { parseArgs } from "node:util"
import { serve } from "#demo/http/api.ts"
import { createStores } from "#demo/world/stores.ts"
import { createWorld } from "#demo/world/world.ts"
import { linesBetween, TraceBatches } from "./push/batches.ts"
import { exportOfLogs, exportOfTraces } from "./push/otlp.ts"
import { createSender, logsTarget, tracesTarget } from "./push/sender.ts"

const EVERY_MS = 1000

const usage = `usage: npm run demo -- --push [--otlp-traces URL] [--otlp-logs URL] [--metrics-port PORT] [--metrics-host HOST] [--tenant ID] [--seed N]

  --otlp-traces   e.g. http://localhost:4318 (Tempo), or OTLP_TRACES
  --otlp-logs     e.g. http://localhost:3100/otlp (Loki), or OTLP_LOGS
  --metrics-port  a page for Prometheus to scrape with honor_labels, or METRICS_PORT
  --metrics-host  where that page listens (127.0.0.1), or METRICS_HOST
  --tenant        X-Scope-OrgID, or TENANT`

function optionsOf(environment: NodeJS.ProcessEnv) {
  const text = { type: "string" } as const
  const options = {
    "otlp-traces": text,
    "otlp-logs": text,
    "metrics-port": text,
    "metrics-host": text,
    tenant: text,
    seed: text,
    help: { type: "boolean" },
  } as const
  const { values } = parseArgs({ options })
  return {
    traces: values["otlp-traces"] ?? environment.OTLP_TRACES,
    logs: values["otlp-logs"] ?? environment.OTLP_LOGS,
    metricsPort: values["metrics-port"] ?? environment.METRICS_PORT,
    metricsHost: values["metrics-host"] ?? environment.METRICS_HOST,
    tenant: values.tenant ?? environment.TENANT,
    seed: values.seed === undefined ? undefined : Number(values.seed),
    help: values.help,
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

async function main(): Promise<void> {
  const { traces, logs, metricsPort, metricsHost, tenant, seed, help } = optionsOf(process.env)
  if (help || (!traces && !logs && !metricsPort)) {
    say(usage)
    process.exitCode = help ? 0 : 2
    return
  }
  const world = createWorld(Date.now(), seed)
  const stores = createStores(world)
  const headers = tenant ? { "x-scope-orgid": tenant } : undefined
  const toTraces = traces ? createSender(tracesTarget(traces, headers), say) : undefined
  const toLogs = logs ? createSender(logsTarget(logs, headers), say) : undefined
  const page = metricsPort ? await serve(stores.pages, { port: Number(metricsPort), host: metricsHost, now: Date.now }) : undefined
  if (page) say(`metrics: ${page.url}/metrics`)

  let [untilMs, ended] = [Date.now(), 0]
  const batches = new TraceBatches(stores.traces, untilMs)
  const timer = setInterval(() => {
    const nowMs = Date.now()
    const over = toTraces ? batches.next(nowMs) : []
    if (over.length > 0) toTraces?.add(exportOfTraces(over))
    const lines = toLogs && nowMs > untilMs ? linesBetween(stores.logs, untilMs, nowMs) : []
    if (lines.length > 0) toLogs?.add(exportOfLogs(lines))
    untilMs = Math.max(untilMs, nowMs)
    if (++ended % 60 === 0)
      say(`batches sent: traces ${toTraces?.sent ?? 0}, logs ${toLogs?.sent ?? 0}; lost: ${(toTraces?.lost ?? 0) + (toLogs?.lost ?? 0)}`)
  }, EVERY_MS)
  const stop = (): void => {
    clearInterval(timer)
    toTraces?.stop()
    toLogs?.stop()
    page?.server.close()
    page?.server.closeAllConnections()
  }
  process.once("SIGTERM", stop)
  process.once("SIGINT", stop)
}

await main()
