import assert from "node:assert/strict"
import { test } from "node:test"
import { zoneOffsetMs } from "#lib/time/zone.ts"
import { timeTicks } from "./time-ticks.ts"

const hour = 3_600_000
const at = (text: string) => Date.parse(text)

test("an hour in ten-minute ticks on the zone's clock", () => {
  const ticks = timeTicks({
    fromMs: at("2026-11-20T14:03:00Z"),
    toMs: at("2026-11-20T15:03:00Z"),
    width: 600,
    timezone: "Asia/Seoul",
    locale: "en",
  })
  assert.deepEqual(
    ticks.map((tick) => tick.label),
    ["23:10", "23:20", "23:30", "23:40", "23:50", "Nov 21"],
  )
})

test("Kathmandu's ticks stand on its quarter hours", () => {
  assert.equal(zoneOffsetMs("Asia/Kathmandu", at("2026-11-20T00:00:00Z")), 5.75 * hour)
  const ticks = timeTicks({
    fromMs: at("2026-11-20T00:00:00Z"),
    toMs: at("2026-11-20T06:00:00Z"),
    width: 500,
    timezone: "Asia/Kathmandu",
    locale: "en",
  })
  assert.ok(
    ticks.every((tick) => tick.label.endsWith(":00")),
    JSON.stringify(ticks),
  )
})

test("days stay on midnight over a change of the clocks", () => {
  const ticks = timeTicks({
    fromMs: at("2026-10-23T00:00:00Z"),
    toMs: at("2026-10-29T00:00:00Z"),
    width: 700,
    timezone: "Europe/Berlin",
    locale: "en",
  })
  assert.ok(ticks.length >= 5)
  for (const tick of ticks) assert.equal((tick.timeMs + zoneOffsetMs("Europe/Berlin", tick.timeMs)) % (24 * hour), 0)
})

test("years in months, milliseconds in milliseconds, nothing for nothing", () => {
  const years = timeTicks({
    fromMs: at("2024-01-01T00:00:00Z"),
    toMs: at("2026-11-20T00:00:00Z"),
    width: 800,
    timezone: "UTC",
    locale: "ko",
  })
  assert.ok(years.length >= 4 && years.length <= 12)
  assert.ok(timeTicks({ fromMs: 0, toMs: 40, width: 400, timezone: "UTC", locale: "en" }).length > 2)
  assert.deepEqual(timeTicks({ fromMs: 5, toMs: 5, width: 400, timezone: "UTC", locale: "en" }), [])
})
