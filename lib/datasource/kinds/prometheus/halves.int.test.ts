// A real Prometheus, asked for the whole and in halves: the same frames.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { panelLimits } from "#lib/query/limits.ts"
import { createUpstream } from "#lib/http/upstream.ts"
import { type PrometheusServer, startPrometheus } from "#e2e/servers/prometheus.ts"
import { prometheus } from "./index.ts"

const STEP_MS = 15_000
const POINTS = 600
const toMs = Math.floor((Date.now() - 4 * 3_600_000) / STEP_MS) * STEP_MS
const fromMs = toMs - (POINTS - 1) * STEP_MS
let server: PrometheusServer

/** A counter that is reset, a gauge, and instances that come and go around the middle. */
function past(): string {
  const lines = ["# TYPE jobs counter", "# TYPE heat gauge"]
  for (const [family, valueAt] of [
    ["jobs_total", (at: number, one: number) => (at % 250) * (one + 1)],
    ["heat", (at: number, one: number) => 20 + one + Math.sin(at / 30)],
  ] as const)
    for (const one of [0, 1, 2, 3]) {
      for (let at = 0; at < POINTS; at++) {
        const there = one === 0 || (one === 1 && at < 280) || (one === 2 && at > 320) || (one === 3 && at > 295 && at < 305)
        if (there) lines.push(`${family}{instance="i${one}",zone="z${one % 2}"} ${valueAt(at, one)} ${(fromMs + at * STEP_MS) / 1000}`)
      }
    }
  return lines.join("\n")
}

before(async () => {
  server = await startPrometheus([], { past: past() })
})
after(() => server.stop())

test("halves give what the whole gives", async () => {
  const { signal } = new AbortController()
  const upstream = createUpstream({ url: server.url }, { signal })
  const base = { upstream, signal, stepMs: STEP_MS, maxDataPoints: POINTS, limits: panelLimits, range: { fromMs, toMs } }
  for (const expr of [
    "heat",
    "rate(jobs_total[5m])",
    "increase(jobs_total[20m])",
    "sum by (zone) (jobs_total)",
    "topk(1, heat)",
    "heat > bool 21.5",
    "heat offset 10m",
    "max_over_time(heat[30m:1m])",
    'absent(heat{instance="i3"})',
    "time()",
    'label_replace(heat, "aa", "$1", "instance", "(.*)")',
    "-heat and on (zone) jobs_total",
  ]) {
    for (const query of [{ expr }, { expr, format: "table" }]) {
      const settings = { url: server.url }
      const whole = await prometheus.run(settings, query, base)
      const halves = await prometheus.run(settings, query, { ...base, alone: true })
      const plain = (frames: typeof whole) =>
        frames.map((frame) => ({ ...frame, fields: frame.fields.map(({ name, type, values }) => ({ name, type, values: [...values] })) }))
      assert.ok(whole.length > 0, expr)
      assert.deepEqual(plain(halves), plain(whole), expr)
    }
  }
})
