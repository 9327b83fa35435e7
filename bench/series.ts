import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { tool } from "#bin/tools.ts"
import { freePort, run, untilReady } from "#e2e/process.ts"

const call = promisify(execFile)

/** A real Prometheus holding `bench_series{i="0"…}` with full-precision samples, written as blocks by promtool. */
export async function startSeries(options: { series: number; points: number; stepSeconds: number }) {
  const folder = await mkdtemp(join(tmpdir(), "bongsu-series-"))
  // Blocks must be older than the head; a whole step keeps both range queries on the same instants.
  const stepMs = options.stepSeconds * 1000
  const toMs = Math.floor((Date.now() - 3 * 3_600_000) / stepMs) * stepMs
  const fromMs = toMs - (options.points - 1) * stepMs
  const lines = ["# TYPE bench_series gauge"]
  for (let index = 0; index < options.series; index++) {
    for (let point = 0; point < options.points; point++) {
      const value = 100 + 50 * Math.sin((point + index * 7) / 40) + ((point * 7919 + index * 104729) % 1000) / 997
      lines.push(
        `bench_series{i="${index}",instance="host-${index % 10}.example:9100",job="bench"} ${value} ${(fromMs + point * stepMs) / 1000}`,
      )
    }
  }
  await writeFile(join(folder, "metrics.txt"), `${lines.join("\n")}\n# EOF\n`)
  await writeFile(join(folder, "prometheus.yml"), "{}")
  await call(tool("promtool"), ["tsdb", "create-blocks-from", "openmetrics", join(folder, "metrics.txt"), join(folder, "data")], {
    maxBuffer: 1 << 26,
  })
  const port = await freePort()
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
    fromMs,
    toMs,
    async stop() {
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
