import assert from "node:assert/strict"
import { test } from "node:test"
import type { Trace } from "#demo/traceql/trace-store.ts"
import { hash, unit } from "#demo/world/hash.ts"
import { createRequests } from "#demo/world/requests.ts"
import type { World } from "#demo/world/world.ts"
import { traceNear } from "./near.ts"
import { createSources } from "./sources.ts"
import { createTraceStore } from "./store.ts"

const HOUR_MS = 3_600_000
const NOW = Date.UTC(2026, 10, 20, 15, 0)
const WORLD: World = { seed: 7, phaseMs: NOW - 75_000 }

const worldOf = (world: World) => {
  const sources = createSources(world, createRequests(world))
  return { sources, store: createTraceStore(sources) }
}
const { sources, store } = worldOf(WORLD)
const written = (traces: Iterable<Trace>) =>
  JSON.stringify(
    [...traces].map(({ traceId, spans }) => [traceId, spans]),
    (_, value) => (typeof value === "bigint" ? `${value}` : value),
  )
const story = (trace: Trace) => trace.shape.name.replace(/[@/].*$/, "")
const hour = [...store.traces(NOW - HOUR_MS, NOW)]

/** Of so many requests one is traced: the shares are those of the requests. */
const weight = (trace: Trace) => sources.all.find(({ name }) => name === trace.shape.name)?.flow?.story.sampled ?? 1
const outline = ({ spans }: Trace) =>
  spans.map(({ name, kind, status, resource, attributes }) => [
    name,
    kind,
    status,
    resource["service.instance.id"],
    Object.keys(attributes),
  ])

test("two worlds agree to the byte, another seed does not", () => {
  const [from, to] = [NOW - 10 * 86_400_000, NOW - 10 * 86_400_000 + 600_000]
  const text = written(store.traces(from, to))
  assert.equal(text, written(worldOf({ ...WORLD }).store.traces(from, to)))
  assert.notEqual(text, written(worldOf({ ...WORLD, seed: 8 }).store.traces(from, to)))
})

test("newest first, each once, in the window; parts of a window make the whole", () => {
  const ids = hour.map(({ traceId }) => traceId)
  assert.equal(new Set(ids).size, ids.length)
  for (const [i, { startMs }] of hour.entries()) {
    assert.ok(startMs >= NOW - HOUR_MS && startMs < NOW)
    assert.ok(i === 0 || startMs <= hour[i - 1]!.startMs)
  }
  const cut = NOW - 1_234_567
  const parts = [...store.traces(cut, NOW), ...store.traces(NOW - HOUR_MS, cut)].map(({ traceId }) => traceId)
  assert.deepEqual(parts, ids)
})

test("every trace of an hour is found by its id; ids that were never given are not", () => {
  for (const trace of hour) assert.equal(written([store.find(trace.traceId)!]), written([trace]))
  for (let i = 0; i < 20_000; i++) {
    const id = [1, 2, 3, 4].map((salt) => hash(i, salt).toString(16).padStart(8, "0")).join("")
    assert.equal(store.find(id), undefined)
  }
  for (const odd of ["", "abc", `${hour[0]!.traceId}0`, hour[0]!.traceId.toUpperCase().replace(/^./, "Z")])
    assert.equal(store.find(odd), undefined)
})

test("ids look drawn by lot: about 1 of 256 begins with two zeros", () => {
  const day = [...store.traces(NOW - 12 * HOUR_MS, NOW)]
  const zeros = day.filter(({ traceId }) => traceId.startsWith("00")).length
  assert.ok(zeros > day.length / 400 && zeros < day.length / 160, `${zeros} of ${day.length}`)
})

test("parents stand before children, which keep to their parents' time unless nobody waits for them", () => {
  for (const { spans, durationMs, startMs } of hour.slice(0, 3000)) {
    const known = new Map(spans.map((span) => [span.spanId, span]))
    assert.equal(known.size, spans.length)
    assert.equal(spans[0]!.parentSpanId, undefined)
    assert.ok(Math.abs(Number(spans[0]!.durationNs) / 1e6 - durationMs) < 1e-3)
    assert.ok(Math.abs(Number(spans[0]!.startNs / 1000n) / 1000 - startMs) < 0.01)
    const seen = new Set<string>([spans[0]!.spanId])
    for (const span of spans.slice(1)) {
      assert.ok(seen.has(span.parentSpanId!), "the parent comes first")
      seen.add(span.spanId)
      const parent = known.get(span.parentSpanId!)!
      assert.ok(span.durationNs >= 0n)
      assert.ok(span.startNs >= parent.startNs)
      if (span.kind !== "consumer")
        assert.ok(span.startNs + span.durationNs <= parent.startNs + parent.durationNs + 2n, `${span.name} in ${parent.name}`)
      for (const event of span.events) assert.ok(event.timeNs >= span.startNs && event.timeNs <= span.startNs + span.durationNs)
    }
  }
})

test("links lead to spans that are there", () => {
  let links = 0
  for (const { spans } of hour)
    for (const span of spans)
      for (const { traceId, spanId } of span.links) {
        links++
        assert.ok(store.find(traceId)?.spans.some((each) => each.spanId === spanId && each.kind === "producer"))
      }
  assert.ok(links > 500)
  assert.ok(hour.filter((trace) => story(trace) === "digest").every(({ spans }) => spans[0]!.links.length === 6))
})

test("6 % of the commands fail; the bad deploy starves payments", () => {
  const sum = (...names: string[]) =>
    hour.filter((trace) => names.includes(story(trace))).reduce((total, trace) => total + weight(trace), 0)
  const silent =
    sum("rental.silent", "return.silent") / sum("rental.silent", "return.silent", "rental.ok", "return.ok", "rental.slow", "return.slow")
  assert.ok(Math.abs(silent - 0.06) < 0.01, `${silent}`)
  const failed = hour.find((trace) => story(trace) === "order.failed")!
  const wait = failed.spans.find(({ name }) => name === "HikariPool.getConnection")!
  assert.ok(wait.durationNs > 2_000_000_000n)
  assert.equal(wait.status, "error")
  assert.match(String(wait.events[0]!.attributes["exception.message"]), /request timed out after 3000ms/)
  assert.match(String(wait.resource["service.version"]), /rc/)
})

test("a shape's traces are counted without being visited", () => {
  for (let i = 0; i < 40; i++) {
    const from = NOW - 86_400_000 * 20 * unit(i, 1)
    const to = from + HOUR_MS * unit(i, 2)
    const all = [...store.traces(from, to)]
    const counted = store.shapes.filter((shape) => shape.count(from, to) > 0)
    assert.equal(
      counted.reduce((sum, shape) => sum + shape.count(from, to), 0),
      all.length,
    )
    const shape = counted[i % counted.length]!
    const own = all.filter((trace) => trace.shape === shape).map(({ traceId }) => traceId)
    assert.deepEqual(
      [...shape.traces(from, to)].map(({ traceId }) => traceId),
      own,
    )
  }
})

test("spans of one shape agree in all but times, ids and values", () => {
  for (const shape of store.shapes.filter((each) => each.count(NOW - HOUR_MS, NOW) > 2)) {
    const [first, ...rest] = [...shape.traces(NOW - HOUR_MS, NOW)].slice(0, 4)
    for (const other of rest) assert.deepEqual(outline(other), outline(first!))
    assert.equal(first!.spans.length, shape.spanCount)
    assert.equal(
      first!.spans.some(({ status }) => status === "error"),
      shape.hasError,
    )
  }
})

test("the nightly settlement has some 5,000 spans", () => {
  const at = Date.UTC(2026, 10, 20, 3)
  const night = [...store.traces(at, at + 1)].find((trace) => trace.shape.name === "settlement")!
  assert.ok(night.spans.length > 5000 && night.spans.length < 5100)
})

test("an instance that is down writes no spans", () => {
  const down = [...store.traces(NOW - 75_000, NOW)].flatMap(({ spans }) => spans)
  const cycle = Math.floor((NOW - WORLD.phaseMs) / 1_800_000)
  const gone = cycle % 2 === 0 ? "event-service-1:8080" : "notification-1:8090"
  assert.ok(down.length > 100)
  assert.ok(down.every(({ resource }) => resource["service.instance.id"] !== gone))
})

test("a trace near a bucket is in it", () => {
  const sought = { service: "payment", route: "/payments", fromMs: NOW - HOUR_MS, toMs: NOW, minSeconds: 2.5, maxSeconds: 5 } as const
  const near = traceNear(sources, { ...sought, status: 500, instance: 1 })!
  const span = store.find(near.traceId)!.spans.find(({ spanId }) => spanId === near.spanId)!
  assert.equal(span.attributes["http.response.status_code"], 500)
  assert.equal(span.resource["k8s.pod.name"], "payment-1")
  assert.ok(Math.abs(Number(span.durationNs) / 1e9 - near.seconds) < 1e-6 && near.seconds > 2.5 && near.seconds <= 5)
  assert.equal(traceNear(sources, { ...sought, minSeconds: 100, maxSeconds: 200 }), undefined)
})
