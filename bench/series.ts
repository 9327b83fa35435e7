import { startPrometheus } from "#e2e/servers/prometheus.ts"

/** A real Prometheus holding `bench_series{i="0"…}` with full-precision samples, written as blocks by promtool. */
export async function startSeries(options: { series: number; points: number; stepSeconds: number }) {
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
  const server = await startPrometheus([], { past: lines.join("\n") })
  return { url: server.url, fromMs, toMs, stop: () => server.stop() }
}
