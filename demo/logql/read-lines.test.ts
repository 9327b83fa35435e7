import assert from "node:assert/strict"
import { test } from "node:test"
import { merge } from "./merge.ts"
import { parseLogQuery } from "./parse.ts"
import { readLines, type LogWindow } from "./read-lines.ts"
import { newReading } from "./reading.ts"
import { madeStore, madeTemplate, rhythmicTemplate } from "./testing.ts"

const DAY_MS = 86_400_000

const month = madeStore([
  {
    labels: { app: "shop" },
    templates: [
      rhythmicTemplate("served", 1000, (index) => `served user=u-${index}`),
      rhythmicTemplate("failed", 10_000, (index) => `failed order=${index}`),
    ],
  },
])

const whole: LogWindow = { fromMs: 0, toMs: 30 * DAY_MS, limit: 100, direction: "backward" }

function read(query: string, window: Partial<LogWindow> = {}, untilMs = Infinity) {
  const reading = newReading(month, untilMs)
  const entries = readLines(parseLogQuery(query), { ...whole, ...window }, reading)
  return { entries, reading }
}

test("the newest lines come first, the oldest when asked", () => {
  const backward = read('{app="shop"}').entries.map(({ timeNs }) => timeNs)
  assert.equal(backward.length, 100)
  assert.ok(backward.every((time, index) => index === 0 || time <= backward[index - 1]!))
  assert.equal(backward[0], BigInt(30 * DAY_MS - 1000) * 1_000_000n)
  const forward = read('{app="shop"}', { direction: "forward" }).entries.map(({ timeNs }) => timeNs)
  assert.ok(forward.every((time, index) => index === 0 || time >= forward[index - 1]!))
  assert.equal(forward[0], 0n)
})

test("a search of a month leaves out sentences that can't match", () => {
  const { entries, reading } = read('{app="shop"} |= `failed`', { limit: 1000 })
  assert.equal(entries.length, 1000)
  assert.ok(reading.lines < 5000, `${reading.lines}`)
  assert.equal(reading.warnings.size, 0)
})

test("what no sample can tell is sought line by line, and given up in words", () => {
  const found = read('{app="shop"} |= `u-2591990`')
  assert.deepEqual(
    found.entries.map(({ line }) => line),
    ["served user=u-2591990"],
  )
  assert.equal(found.reading.lines, 30_000)
  const [warning] = found.reading.warnings
  assert.match(warning!, /^stopped after 30000 lines at 1970-01-30T16:2\d:\d\d\.\d{3}Z: shorten the range/)
  const nothing = read('{app="shop"} |= `neither`')
  assert.deepEqual([nothing.entries.length, nothing.reading.warnings.size], [0, 0])
})

test("nothing comes from the future", () => {
  const [newest] = read('{app="shop"}', {}, 5 * DAY_MS).entries
  assert.equal(newest?.timeNs, BigInt(5 * DAY_MS) * 1_000_000n)
})

const thrice = (name: string) =>
  madeTemplate(
    name,
    [1, 2, 3].map((at) => ({ at, line: `${name}${at}` })),
  )

test("lines of one instant keep the order of their streams", () => {
  const store = madeStore(["a", "b"].map((app) => ({ labels: { app }, templates: [thrice(app)] })))
  const entries = readLines(parseLogQuery('{app=~".+"}'), { ...whole, direction: "forward" }, newReading(store))
  assert.deepEqual(
    entries.map(({ line }) => line),
    ["a1", "b1", "a2", "b2", "a3", "b3"],
  )
  const merged = Array.from(
    merge([[1, 4, 6], [], [2, 3, 7], [5]], (a, b) => a < b),
    ({ item }) => item,
  )
  assert.deepEqual(merged, [1, 2, 3, 4, 5, 6, 7])
})
