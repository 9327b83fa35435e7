// What the shipped rules tell of a day of the company: who fires, how often, when in the cycle and for how long; all else is quiet.
import assert from "node:assert/strict"
import { test } from "node:test"
import { ask } from "#demo/http/ask.ts"
import { lokiApi } from "#demo/http/loki.ts"
import { prometheusApi } from "#demo/http/prometheus.ts"
import { CYCLE_MINUTES, MINUTE_MS, minuteOf } from "#demo/world/incidents.ts"
import { createStores } from "#demo/world/stores.ts"
import { DAY_MS, HOUR_MS, world } from "#demo/world/testing.ts"
import { replay } from "#lib/alert-rule/preview.ts"
import { AlertRuleInput } from "#lib/alert-rule/schema.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { ruleTemplates } from "#lib/template/rules.ts"
import type { RuleTemplate } from "#lib/template/template.ts"
import { parseDuration } from "#lib/time/duration.ts"
import { stepRule } from "#lib/worker/evaluate-rule.ts"

const CYCLES = DAY_MS / MINUTE_MS / CYCLE_MINUTES
/** Loki looks at whole steps only. */
const END_MS = world.phaseMs - (world.phaseMs % MINUTE_MS)
const START_MS = END_MS - DAY_MS
const PIECE_MS = 2 * HOUR_MS

/** At least and at most. */
type Bounds = [from: number, to: number]
interface Rhythm {
  times: Bounds
  /** Minutes each lasts. */
  lasts: Bounds
  /** Minute of the cycle in which it begins; any when absent. */
  begins?: Bounds
}
const each: Bounds = [CYCLES, CYCLES]
const everyOther: Bounds = [CYCLES / 2, CYCLES / 2]

const DAY: Record<string, Record<string, Rhythm>> = {
  "service-down": {
    "event-service": { times: everyOther, begins: [0, 0.5], lasts: [1.5, 2.5] },
    "shop/notification": { times: everyOther, begins: [0, 0.5], lasts: [1.5, 2.5] },
  },
  "bug-report": {
    gateway: { times: each, begins: [0, 1.5], lasts: [3, 6] },
    payment: { times: each, begins: [3, 5], lasts: [6, 10] },
    "event-service": { times: each, begins: [3, 6], lasts: [5, 10] },
    "listing-search": { times: [20, 50], lasts: [2, 8] },
    "node/syslog": { times: [1, 1], lasts: [2, 4] },
  },
  "high-latency": {
    payment: { times: each, begins: [3, 5], lasts: [5, 9] },
    "shop/gateway": { times: each, begins: [4, 7], lasts: [2, 7] },
    "event-service": { times: each, begins: [4, 7], lasts: [2, 7] },
  },
  "error-ratio": { payment: { times: each, begins: [3.5, 5.5], lasts: [5, 8] } },
  cpu: {},
  memory: {},
  "disk-full": { "host-2:9100": { times: [2, 3], lasts: [100, 300] } },
  "log-parse-failures": {},
}

const stores = createStores(world)
const sources = {
  prometheus: { api: prometheusApi(stores.metrics, stores.metrics), path: "/api/v1/query_range" },
  loki: { api: lokiApi(stores.logs), path: "/loki/api/v1/query_range" },
}

interface Matrix {
  data: { result: { metric: Record<string, string>; values: [seconds: number, value: string][] }[] }
}

/** What an expression has at each look of the day before `END_MS`. */
async function looks(kind: keyof typeof sources, query: string, everyMs: number): Promise<Frame[]> {
  const { api, path } = sources[kind]
  const points = new Map<string, { labels: Record<string, string>; times: number[]; values: number[] }>()
  for (let fromMs = START_MS; fromMs < END_MS; fromMs += PIECE_MS) {
    const range = { start: `${fromMs / 1000}`, end: `${(fromMs + PIECE_MS - everyMs) / 1000}`, step: `${everyMs / 1000}` }
    const { status, body } = await ask(api, `${path}?${new URLSearchParams({ query, ...range })}`, END_MS)
    assert.equal(status, 200, String(body))
    for (const { metric, values } of (JSON.parse(String(body)) as Matrix).data.result) {
      const series = points.get(JSON.stringify(metric)) ?? { labels: metric, times: [], values: [] }
      points.set(JSON.stringify(metric), series)
      for (const [seconds, value] of values) {
        series.times.push(seconds * 1000)
        series.values.push(Number(value))
      }
    }
  }
  return [...points.values()].map(({ labels, times, values }) => ({
    shape: "series" as const,
    labels,
    notices: [],
    fields: [
      { name: "time", type: "time", values: times },
      { name: "value", type: "number", values },
    ],
  }))
}

/** When the rule's alerts fired, by their service; what still fires at the end ends there. */
async function dayOf(template: RuleTemplate): Promise<Map<string, { fromMs: number; toMs: number }[]>> {
  const document = AlertRuleInput.parse({ ...template.build((key) => key), datasourceId: "d" })
  const stepMs = parseDuration(document.evaluateEvery)
  const frames = await looks(template.datasourceKind as keyof typeof sources, document.query.expr, stepMs)
  const range = { fromMs: START_MS, toMs: END_MS - stepMs, stepMs }
  const replayed = replay(frames, { rule: document, stepRule: stepRule({ document, edited: false }, stepMs), ...range })
  assert.ok("instances" in replayed)
  const fired = new Map<string, { fromMs: number; toMs: number }[]>()
  for (const { labels, firings } of replayed.instances)
    for (const { from, to } of firings) {
      const service = labels.service ?? ""
      fired.set(service, [...(fired.get(service) ?? []), { fromMs: Date.parse(from), toMs: to ? Date.parse(to) : END_MS }])
    }
  return fired
}

const within = (value: number, [from, to]: Bounds) => value >= from && value <= to

for (const template of ruleTemplates)
  test(`${template.name} fires when something is wrong and is quiet otherwise`, async () => {
    const expected = DAY[template.name] ?? {}
    const byService = await dayOf(template)
    assert.deepEqual([...byService.keys()].toSorted(), Object.keys(expected).toSorted())
    for (const [service, { times, lasts, begins }] of Object.entries(expected)) {
      const all = byService.get(service) ?? []
      assert.ok(within(all.length, times), `${service}: ${all.length} times`)
      for (const { fromMs, toMs } of all) {
        const told = `${service}: minute ${minuteOf(world, fromMs)} for ${(toMs - fromMs) / MINUTE_MS}`
        assert.ok(within((toMs - fromMs) / MINUTE_MS, lasts), told)
        if (begins) assert.ok(within(minuteOf(world, fromMs), begins), told)
      }
    }
  })
