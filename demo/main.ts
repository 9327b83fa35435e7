// The demo world as a process: `--seed`, `--phase-ms` and a port for each API (0: a free one); says where it listens unless `--quiet`. Ends on SIGTERM, or when its parent does.
import { parseArgs } from "node:util"
import { type Api, serve } from "#demo/http/api.ts"
import { lokiApi } from "#demo/http/loki.ts"
import { serveTail } from "#demo/http/loki/tail.ts"
import { prometheusApi } from "#demo/http/prometheus.ts"
import { tempoApi } from "#demo/http/tempo.ts"
import { createStores } from "#demo/world/stores.ts"
import { createWorld } from "#demo/world/world.ts"

const port = { type: "string", default: "0" } as const
const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    "phase-ms": { type: "string" },
    "prometheus-port": port,
    "loki-port": port,
    "tempo-port": port,
    "metrics-port": port,
    quiet: { type: "boolean" },
  },
})

function whole(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value)) throw new RangeError(`--${name} is not a whole number: ${text}`)
  return value
}

const now = () => Date.now()
const fresh = createWorld(now())
const world = {
  seed: values.seed === undefined ? fresh.seed : whole("seed", values.seed),
  phaseMs: values["phase-ms"] === undefined ? fresh.phaseMs : whole("phase-ms", values["phase-ms"]),
}
const { metrics, scenery, pages, logs, traces } = createStores(world)
const open = (name: "prometheus" | "loki" | "tempo" | "metrics", api: Api) =>
  serve(api, { port: whole(`${name}-port`, values[`${name}-port`]), now })

const prometheus = await open("prometheus", prometheusApi(metrics, metrics, scenery, now()))
const loki = await open("loki", lokiApi(logs))
const tempo = await open("tempo", tempoApi(traces))
const scraped = await open("metrics", pages)
serveTail(loki.server, { store: logs, now })

const end = () => process.exit(0)
process.on("SIGTERM", end)
process.on("SIGINT", end)
process.on("disconnect", end)
process.send?.("ready")
if (!values.quiet) {
  const urls = { prometheus: prometheus.url, loki: loki.url, tempo: tempo.url, metrics: `${scraped.url}/metrics` }
  process.stdout.write(`${JSON.stringify(urls)}\n`)
}
