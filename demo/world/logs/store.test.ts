import assert from "node:assert/strict"
import { test } from "node:test"
import type { LogLine, LogStream } from "#demo/logql/log-store.ts"
import type { Matcher } from "#demo/promql/storage.ts"
import { unit } from "#demo/world/hash.ts"
import { createRequests } from "#demo/world/requests.ts"
import { createSources } from "#demo/world/traces/sources.ts"
import { createTraceStore } from "#demo/world/traces/store.ts"
import type { World } from "#demo/world/world.ts"
import { createLogStore } from "./store.ts"

const MINUTE_MS = 60_000
const NOW = Date.UTC(2026, 10, 20, 15, 0)
const WORLD: World = { seed: 7, phaseMs: NOW - 75_000 }

function worldOf(world: World) {
  const requests = createRequests(world)
  const sources = createSources(world, requests)
  return { logs: createLogStore(world, sources), traces: createTraceStore(sources), requests }
}
const { logs, traces, requests } = worldOf(WORLD)
const is = (name: string, value: string): Matcher => ({ name, op: "=", value })
const all = (fromMs: number, toMs: number, ...matchers: Matcher[]) => logs.select(matchers, fromMs, toMs)
const linesOf = (streams: LogStream[], fromMs: number, toMs: number): LogLine[] =>
  streams.flatMap(({ templates }) => templates.flatMap((template) => [...template.lines(fromMs, toMs, "forward")]))
const countOf = (streams: LogStream[], fromMs: number, toMs: number): number =>
  streams.reduce((sum, { templates }) => sum + templates.reduce((sum, template) => sum + template.count(fromMs, toMs), 0), 0)
const written = (streams: LogStream[], fromMs: number, toMs: number) =>
  JSON.stringify([streams.map(({ labels }) => labels), linesOf(streams, fromMs, toMs)], (_, value) =>
    typeof value === "bigint" ? `${value}` : value,
  )

/** Where a line says it belongs: JSON and Logback in the line, Go beside it. */
function contextOf({ line, metadata }: LogLine): { traceId: string; spanId: string } | undefined {
  const [, traceId, spanId] =
    /"trace_id":"([0-9a-f]{32})","span_id":"([0-9a-f]{16})"|^$/.exec(line) ??
    /\[trace=([0-9a-f]{32}) span=([0-9a-f]{16})\]/.exec(line) ??
    []
  if (traceId && spanId) return { traceId, spanId }
  return metadata.trace_id && metadata.span_id ? { traceId: metadata.trace_id, spanId: metadata.span_id } : undefined
}

test("two worlds agree to the byte", () => {
  const [from, to] = [NOW - 86_400_000 * 3, NOW - 86_400_000 * 3 + 5 * MINUTE_MS]
  assert.equal(written(all(from, to), from, to), written(worldOf({ ...WORLD }).logs.select([], from, to), from, to))
})

test("streams have the labels of a real shop, sorted, each once", () => {
  const streams = all(NOW - 60 * MINUTE_MS, NOW)
  const keys = streams.map(({ labels }) => JSON.stringify(labels))
  assert.equal(new Set(keys).size, keys.length)
  for (const { labels } of streams) assert.deepEqual(Object.keys(labels), Object.keys(labels).toSorted())
  assert.ok(
    streams.some(({ labels }) => labels.app === "listing-search-svc" && labels.pod === "listing-search-1" && labels.level === undefined),
  )
  assert.ok(streams.some(({ labels }) => labels.app === "event_service" && labels.level === "info"))
  assert.ok(streams.some(({ labels }) => labels.job === "node/syslog" && labels.host === "host-2"))
  assert.ok(streams.length > 15 && streams.length < 60, `${streams.length}`)
})

const apps = (...matchers: Matcher[]) =>
  [...new Set(all(NOW - 60 * MINUTE_MS, NOW, ...matchers).map(({ labels }) => labels.app ?? labels.job))].join(" ")

test("matchers select as Loki's do", () => {
  assert.equal(apps(is("app", "payment-svc")), "payment-svc")
  assert.equal(apps({ name: "service_name", op: "=~", value: "payment|not.*" }), "notification payment-svc")
  assert.equal(apps({ name: "namespace", op: "!~", value: "sho." }), "node/syslog")
  assert.equal(apps({ name: "app", op: "!=", value: "" }, { name: "level", op: "!=", value: "" }), "event_service gateway")
})

test("a template counts exactly the lines that it yields, in whatever window", () => {
  for (let i = 0; i < 24; i++) {
    const from = NOW - 86_400_000 * 29 * unit(i, 1) ** 2
    const to = from + (i % 3 === 0 ? 1000 : 40 * MINUTE_MS) * unit(i, 2)
    for (const { templates } of all(from, to))
      for (const template of templates) {
        const lines = [...template.lines(from, to, "forward")]
        assert.equal(template.count(from, to), lines.length, template.name)
        for (const [n, { timeNs }] of lines.entries()) {
          assert.ok(timeNs >= BigInt(Math.ceil(from)) * 1_000_000n && timeNs < BigInt(Math.ceil(to)) * 1_000_000n, template.name)
          assert.ok(n === 0 || timeNs >= lines[n - 1]!.timeNs)
        }
        if (i % 10 === 0) assert.deepEqual([...template.lines(from, to, "backward")].toReversed(), lines)
      }
  }
})

test("counts of parts add up to the whole", () => {
  const [from, to] = [NOW - 30 * 86_400_000, NOW]
  const streams = all(from, to)
  let sum = 0
  for (let i = 0; i < 50; i++) sum += countOf(streams, from + ((to - from) * i) / 50, from + ((to - from) * (i + 1)) / 50)
  assert.equal(sum, countOf(streams, from, to))
  assert.ok(sum > 5_000_000)
})

test("trace ids lead to traces, the line stands in its span, and the span is the very service's", () => {
  let [found, without] = [0, 0]
  for (const { labels, templates } of all(NOW - 12 * MINUTE_MS, NOW))
    for (const line of linesOf([{ labels, templates }], NOW - 12 * MINUTE_MS, NOW)) {
      const context = contextOf(line)
      if (!context) {
        without++
        continue
      }
      found++
      const span = traces.find(context.traceId)?.spans.find(({ spanId }) => spanId === context.spanId)
      assert.ok(span, line.line)
      assert.equal(span.resource["service.name"], labels.service_name)
      assert.equal(span.resource["k8s.pod.name"], labels.pod)
      assert.ok(line.timeNs >= span.startNs && line.timeNs <= span.startNs + span.durationNs, line.line)
    }
  assert.ok(found > 2000 && found > without, `${found} ${without}`)
})

test("every request that fails is one ERROR line of the service that failed", () => {
  const [from, to] = [NOW - 3 * 60 * MINUTE_MS, NOW]
  const errors = linesOf(all(from, to, is("service_name", "payment")), from, to).filter(
    ({ metadata }) => metadata.detected_level === "error",
  )
  const failed = requests.flows
    .filter(({ story }) => /^(order|ticket)\.failed/.test(story.name))
    .reduce((sum, flow) => sum + requests.count(flow, to - 3007) - requests.count(flow, from - 3007), 0)
  assert.ok(Math.abs(errors.length - failed) <= 3 && failed > 500, `${errors.length} ${failed}`)
  assert.match(
    errors[0]!.line,
    /ERROR \[trace=.*결제 실패[\s\S]*\n\tat com\.shop\.payment[\s\S]*Caused by: java\.sql\.SQLTransientConnectionException: HikariPool-1 - Connection is not available/,
  )
  const dayBefore = to - 24 * 60 * MINUTE_MS
  const monthly = linesOf(all(dayBefore, to, is("app", "listing-search-svc")), dayBefore, to).filter(
    ({ metadata }) => metadata.detected_level === "error",
  )
  assert.ok(monthly.length > 20)
  assert.ok(monthly.every(({ line }) => line.includes("value too long for type character varying(5)") && line.includes("period=monthly")))
})

test("6 % of the commands are warned of", () => {
  const [from, to] = [NOW - 6 * 60 * MINUTE_MS, NOW]
  const commands = requests.flows
    .filter(({ story }) => /^(rental|return)\./.test(story.name))
    .reduce((sum, flow) => sum + requests.count(flow, to) - requests.count(flow, from), 0)
  const silent = all(from, to, is("app", "scooter-control"))
    .flatMap(({ templates }) => templates)
    .filter(({ name }) => name.endsWith("silent"))
  const warned = silent.reduce((sum, template) => sum + template.count(from, to), 0)
  assert.ok(Math.abs(warned / commands - 0.06) < 0.003, `${warned / commands}`)
  assert.match([...silent[0]!.lines(from, to, "forward")][0]!.line, /level=WARN msg="command failed: scooter did not answer"/)
})

test("lines are in the format of their program", () => {
  const [from, to] = [NOW - 20 * MINUTE_MS, NOW]
  for (const app of ["gateway", "event_service"])
    for (const { line } of linesOf(all(from, to, is("app", app)), from, to)) assert.equal(typeof JSON.parse(line), "object")
  for (const { line } of linesOf(all(from, to, is("app", "payment-svc")), from, to))
    assert.match(line, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,2}(DEBUG|INFO|WARN|ERROR) \[trace=[0-9a-f]* span=[0-9a-f]*\] 1 --- \[/)
  for (const { line } of linesOf(all(from, to, is("app", "notification")), from, to))
    assert.match(line, /^time=\S+Z level=(DEBUG|INFO|WARN) msg=/)
  for (const { line } of linesOf(all(from, to, is("job", "node/syslog")), from, to))
    assert.match(line, /^Nov 20 1[45]:\d\d:\d\d host-[12] \w+(\[\d+\])?: /)
  const gateway = linesOf(all(from, to, is("app", "gateway")), from, to).map(({ line }) => line)
  assert.ok(gateway.some((line) => line.length > 11_000 && line.length < 14_000))
  const searches = linesOf(all(from, to, is("app", "listing-search-svc")), from, to).map(({ line }) => line)
  for (const odd of ["<script>", "\u001b[31m", "'); DROP TABLE", "한강 콘서트", '"exact phrase"'])
    assert.ok(
      searches.some((line) => line.includes(odd)),
      odd,
    )
})

test("an instance that is down writes nothing", () => {
  const cycle = Math.floor((NOW - WORLD.phaseMs) / 1_800_000)
  const gone = cycle % 2 === 0 ? "event-service-1" : "notification-1"
  const [from, to] = [WORLD.phaseMs + 5000, NOW]
  assert.deepEqual(all(from, to, is("pod", gone)), [])
  assert.ok(countOf(all(from, to, is("pod", gone.replace("1", "0"))), from, to) > 0)
})
