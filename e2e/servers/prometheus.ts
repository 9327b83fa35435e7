import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { tool } from "#bin/tools.ts"
import { freePort, run, type Running, untilReady } from "#e2e/process.ts"

export interface ScrapeJob {
  name: string
  /** "127.0.0.1:9100" */
  targets: string[]
}

export interface PrometheusServer {
  url: string
  running: Running
  /** Value of an instant query's first series; undefined while there is none. */
  value(expr: string): Promise<string | undefined>
  stop(): Promise<void>
}

export interface PrometheusOptions {
  scrapeInterval?: string
  /** Samples that it holds from the start, older than three hours: OpenMetrics text without the end mark. */
  past?: string
}

/** A real Prometheus on a free loopback port, with a data folder that goes away with it. */
export async function startPrometheus(jobs: ScrapeJob[], options: PrometheusOptions = {}): Promise<PrometheusServer> {
  const folder = await mkdtemp(join(tmpdir(), "bongsu-prometheus-"))
  const port = await freePort()
  const scrape = jobs.map((job) => ({ job_name: job.name, static_configs: [{ targets: job.targets }] }))
  // JSON is YAML.
  await writeFile(
    join(folder, "prometheus.yml"),
    JSON.stringify({
      global: { scrape_interval: options.scrapeInterval ?? "1s", scrape_timeout: options.scrapeInterval ?? "1s" },
      scrape_configs: scrape,
    }),
  )
  if (options.past !== undefined) await storePast(folder, options.past)
  const running = run(tool("prometheus"), [
    `--config.file=${join(folder, "prometheus.yml")}`,
    `--storage.tsdb.path=${join(folder, "data")}`,
    "--storage.tsdb.retention.time=365d",
    `--web.listen-address=127.0.0.1:${port}`,
    "--log.level=warn",
  ])
  const url = `http://127.0.0.1:${port}`
  await untilReady(`${url}/-/ready`, running)
  return {
    url,
    running,
    async value(expr) {
      const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expr)}`)
      const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } }
      return data.result[0]?.value[1]
    },
    async stop() {
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A real node_exporter; collectors that need root or hardware are off. */
export async function startNodeExporter(port?: number): Promise<{ address: string; running: Running }> {
  const listen = `127.0.0.1:${port ?? (await freePort())}`
  const running = run(tool("node_exporter"), [
    `--web.listen-address=${listen}`,
    "--collector.disable-defaults",
    "--collector.cpu",
    "--collector.loadavg",
    "--collector.meminfo",
    "--collector.filesystem",
    "--log.level=warn",
  ])
  await untilReady(`http://${listen}/metrics`, running)
  return { address: listen, running }
}

async function storePast(folder: string, past: string): Promise<void> {
  const file = join(folder, "past.txt")
  await writeFile(file, `${past}\n# EOF\n`)
  const words = ["tsdb", "create-blocks-from", "openmetrics", file, join(folder, "data")]
  await promisify(execFile)(tool("promtool"), words, { maxBuffer: 1 << 26 })
}
