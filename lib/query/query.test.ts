import assert from "node:assert/strict"
import { setTimeout as delay } from "node:timers/promises"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { DAY, HOUR, MINUTE, SECOND } from "#lib/time/duration.ts"
import { inSlices } from "#lib/datasource/in-slices.ts"
import { builtIns, replaceBuiltIns } from "./built-in.ts"
import { Coalescer } from "./coalesce.ts"
import { Gate } from "./gate.ts"
import { applyLimits, panelLimits } from "./limits.ts"
import { planRead, readKey } from "./plan.ts"

const to = Date.UTC(2026, 10, 20, 5, 3, 22, 123)
const series = (count: number): Frame => ({
  shape: "series",
  labels: {},
  notices: [],
  fields: [
    { name: "time", type: "time", values: Float64Array.from({ length: count }, (_, index) => index) },
    { name: "value", type: "number", values: Array(count).fill(1) },
  ],
})
const last = (ms: number) => ({ fromMs: to - ms, toMs: to })

test("a plan is aligned to its step, so that it stays the same until the step is over", () => {
  const plan = planRead({ range: last(6 * HOUR), maxDataPoints: 800, minStepMs: 15 * SECOND, reads: "step" })
  assert.equal(plan.stepMs, 30 * SECOND)
  assert.equal(plan.range.fromMs % plan.stepMs, 0)
  assert.equal(plan.range.toMs, Date.UTC(2026, 10, 20, 5, 3, 0))
  const later = { fromMs: to - 6 * HOUR + 7000, toMs: to + 7000 }
  assert.deepEqual(planRead({ range: later, maxDataPoints: 800, minStepMs: 15 * SECOND, reads: "step" }), plan)
})

test("steps, instants, streams and slots", () => {
  const day = planRead({ range: last(90 * DAY), maxDataPoints: 60, reads: "step", zoneOffsetMs: 9 * HOUR })
  assert.equal(day.stepMs, DAY)
  assert.equal(new Date(day.range.toMs).toISOString(), "2026-11-19T15:00:00.000Z")
  assert.equal(planRead({ range: last(HOUR), reads: "instant" }).range.toMs, to - 123)
  assert.equal(planRead({ range: last(HOUR), reads: "stream" }).range.toMs, to)
  assert.equal(planRead({ range: last(0), reads: "step" }).range.toMs, to)
  assert.equal(planRead({ range: last(HOUR), reads: "step", exact: true }).range.toMs, to)
})

test("min interval, min step and the back ends' limit raise the step", () => {
  assert.equal(planRead({ range: last(HOUR), maxDataPoints: 3600, minIntervalMs: 10 * SECOND, reads: "step" }).stepMs, 10 * SECOND)
  assert.equal(planRead({ range: last(HOUR), maxDataPoints: 3600, minStepMs: 2 * MINUTE, reads: "step" }).stepMs, 2 * MINUTE)
  const huge = planRead({ range: last(3650 * DAY), maxDataPoints: 11_000, minStepMs: 1, reads: "step" })
  assert.ok((huge.range.toMs - huge.range.fromMs) / huge.stepMs <= 11_000)
})

test("only what is read alike has the same key", () => {
  const plan = planRead({ range: last(HOUR), reads: "step" })
  const key = readKey({ id: "a", revision: 1 }, { expr: "up" }, plan, [])
  assert.equal(readKey({ id: "a", revision: 1 }, { expr: "up" }, plan, []), key)
  assert.notEqual(readKey({ id: "a", revision: 2 }, { expr: "up" }, plan, []), key)
  assert.notEqual(readKey({ id: "a", revision: 1 }, { expr: "down" }, plan, []), key)
})

test("built-in variables, the longer names first", () => {
  const range = last(HOUR)
  const values = builtIns(planRead({ range, maxDataPoints: 800, minStepMs: 15 * SECOND, reads: "step" }), range, "Asia/Seoul")
  const table: [string, string][] = [
    ["rate(x[$__rate_interval])", "rate(x[1m0s])"],
    ["$__interval_ms $__interval ${__interval} [[__interval]]", "15000 15s 15s 15s"],
    ["$__range_s $__range_ms $__range", "3600 3600000 3600s"],
    ["${__from} $__to", `${range.fromMs} ${range.toMs}`],
    ["${__to:date} ${__to:date:seconds}", "2026-11-20T05:03:22.123Z 1795151002"],
    ["${__to:date:YYYY-MM-DD HH}", "2026-11-20 14"],
    ["$__timezone", "Asia/Seoul"],
    ["$job ${__user.login} $__unknown", "$job ${__user.login} $__unknown"],
  ]
  for (const [text, expected] of table) assert.equal(replaceBuiltIns(text, values), expected)
  assert.deepEqual(replaceBuiltIns({ a: ["$__range_s", 3, null], b: { c: "$__interval" } }, values), {
    a: ["3600", 3, null],
    b: { c: "15s" },
  })
})

test("identical reads are joined; the last one to leave aborts the work", async () => {
  const reads = new Coalescer()
  let runs = 0
  let aborted = false
  const work = (signal: AbortSignal) => {
    runs += 1
    signal.addEventListener("abort", () => (aborted = true))
    return delay(1000, "late", { signal })
  }
  const first = new AbortController()
  const second = new AbortController()
  const one = reads.join("k", first.signal, work)
  const two = reads.join("k", second.signal, work)
  first.abort()
  await assert.rejects(one, { name: "AbortError" })
  assert.deepEqual([runs, aborted, reads.size], [1, false, 1])
  second.abort()
  await assert.rejects(two, { name: "AbortError" })
  assert.deepEqual([runs, aborted, reads.size], [1, true, 0])
  assert.equal(await reads.join("k", new AbortController().signal, async () => "again"), "again")
  await assert.rejects(
    reads.join("k", new AbortController().signal, () => Promise.reject(new Error("down"))),
    /down/,
  )
  assert.equal(reads.size, 0)
})

test("a hung source fills its own places only, alerts never wait behind panels", async () => {
  const gate = new Gate(2)
  const never = new AbortController()
  const hung = [1, 2].map(() => gate.pass("a", "panel", never.signal, () => delay(60_000, 0, { signal: never.signal })))
  let entered = false
  const waiting = gate.pass("a", "panel", never.signal, async () => (entered = true))
  const impatient = new AbortController()
  const left = gate.pass("a", "explore", impatient.signal, async () => "in")
  assert.equal(await gate.pass("b", "panel", never.signal, async () => "b"), "b")
  assert.equal(await gate.pass("a", "alert", never.signal, async () => "alert"), "alert")
  impatient.abort()
  await assert.rejects(left, { name: "AbortError" })
  assert.equal(entered, false)
  never.abort()
  await Promise.allSettled([...hung, waiting])
})

test("places are handed on in order, never more than there are", async () => {
  const gate = new Gate(3)
  const { signal } = new AbortController()
  let running = 0
  let most = 0
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      gate.pass("a", "panel", signal, async () => {
        order.push(index)
        most = Math.max(most, ++running)
        await delay(1)
        running -= 1
      }),
    ),
  )
  assert.equal(most, 3)
  assert.deepEqual(order, [...Array(20).keys()])
})

const cutTo = (given: Frame[], limits: Partial<typeof panelLimits>) => inSlices(applyLimits(given, { ...panelLimits, ...limits }))

test("limits say what they cut", async () => {
  const small = [series(3)]
  assert.equal((await cutTo(small, {})).frames[0], small[0])
  const { frames, cuts } = await cutTo([series(5), series(2), series(9)], { series: 2, pointsPerSeries: 3 })
  assert.deepEqual(cuts, [
    { what: "series", kept: 2, total: 3 },
    { what: "points", kept: 3, total: 5 },
  ])
  assert.deepEqual([...(frames[0]?.fields[0]?.values ?? [])], [2, 3, 4])
  const lines: Frame = { shape: "logs", labels: {}, notices: [], fields: [{ name: "line", type: "text", values: ["new", "old"] }] }
  assert.deepEqual((await cutTo([lines], { lines: 1 })).frames[0]?.fields[0]?.values, ["new"])
})
