import assert from "node:assert/strict"
import { test } from "node:test"
import { isRelative, parseRange, parseTime } from "./range.ts"
import { isTimezone, zoneOf, zoneOffsetMs } from "./zone.ts"

const now = Date.UTC(2026, 10, 20, 5, 3, 22, 123)

test("times are read", () => {
  const table: [string | number, "from" | "to", string, string][] = [
    ["now", "to", "UTC", "2026-11-20T05:03:22.123Z"],
    ["now-6h", "from", "UTC", "2026-11-19T23:03:22.123Z"],
    ["now+1h", "to", "UTC", "2026-11-20T06:03:22.123Z"],
    ["now/d", "from", "UTC", "2026-11-20T00:00:00.000Z"],
    ["now/d", "to", "UTC", "2026-11-20T23:59:59.999Z"],
    ["now/d", "from", "Asia/Seoul", "2026-11-19T15:00:00.000Z"],
    ["now-1d/d", "from", "Asia/Seoul", "2026-11-18T15:00:00.000Z"],
    ["now-1d/d", "to", "Asia/Seoul", "2026-11-19T14:59:59.999Z"],
    ["now/w", "from", "UTC", "2026-11-16T00:00:00.000Z"],
    ["now/M", "from", "UTC", "2026-11-01T00:00:00.000Z"],
    ["now/M", "to", "UTC", "2026-11-30T23:59:59.999Z"],
    ["now-1Q/Q", "from", "UTC", "2026-07-01T00:00:00.000Z"],
    ["now/y", "from", "UTC", "2026-01-01T00:00:00.000Z"],
    ["now-1M", "from", "UTC", "2026-10-20T05:03:22.123Z"],
    ["now-1d/d+6h", "from", "UTC", "2026-11-19T06:00:00.000Z"],
    ["now/h", "from", "Asia/Kolkata", "2026-11-20T04:30:00.000Z"],
    [now, "from", "UTC", "2026-11-20T05:03:22.123Z"],
    [String(now), "from", "UTC", "2026-11-20T05:03:22.123Z"],
    ["2026-11-20T14:03:22Z", "from", "UTC", "2026-11-20T14:03:22.000Z"],
    ["2026-11-20T14:03:22.5+09:00", "from", "UTC", "2026-11-20T05:03:22.500Z"],
    ["2026-11-20 14:03", "from", "Asia/Seoul", "2026-11-20T05:03:00.000Z"],
    ["2026-11-20", "from", "Asia/Seoul", "2026-11-19T15:00:00.000Z"],
  ]
  for (const [text, side, zone, iso] of table) {
    assert.equal(new Date(parseTime(text, side, zone, now)).toISOString(), iso, `${text} ${side} ${zone}`)
  }
})

test("a day with a change of the clock is 23 or 25 hours", () => {
  const table: [string, number][] = [
    ["2026-03-29T10:00:00Z", 23],
    ["2026-10-25T10:00:00Z", 25],
  ]
  for (const [at, hours] of table) {
    const { fromMs, toMs } = parseRange({ from: "now/d", to: "now/d", timezone: "Europe/Berlin" }, Date.parse(at))
    assert.equal(Math.round((toMs - fromMs) / 3_600_000), hours)
  }
})

test("wrong ranges are refused with what and where", () => {
  const table: [string | number, string | number, string][] = [
    ["now", "now-1h", "rangeReversed"],
    [now, now, "rangeReversed"],
    [NaN, "now", "timeInvalid"],
    ["NaN", "now", "timeInvalid"],
    ["nowish", "now", "timeInvalid"],
    ["now-", "now", "timeInvalid"],
    ["now-5x", "now", "timeInvalid"],
    ["now-1h; drop", "now", "timeInvalid"],
    ["2026-02-30", "now", "timeInvalid"],
    ["2026-11-20T25:00", "now", "timeInvalid"],
    ["", "now", "timeInvalid"],
    [Infinity, "now", "timeOutside"],
    [0, "now", "timeOutside"],
    ["1970-06-01", "now", "timeOutside"],
    ["now", "9999-01-01", "timeOutside"],
    [now * 1e6, "now", "timeOutside"],
    [String(now) + "000000", "now", "timeOutside"],
    [Math.floor(now / 1000), "now", "timeOutside"],
    ["now-9999999y", "now", "timeInvalid"],
  ]
  for (const [from, to, key] of table) {
    assert.throws(() => parseRange({ from, to }, now), { code: "bad_request", key }, `${from} ${to}`)
  }
  assert.throws(() => parseRange({ from: "now-1h", to: "now", timezone: "Mars/Base" }, now), { key: "timezoneInvalid" })
})

test("zones", () => {
  assert.ok(isTimezone("Asia/Seoul"))
  assert.ok(!isTimezone("Mars/Base"))
  assert.equal(zoneOf("browser", "Asia/Seoul"), "Asia/Seoul")
  assert.equal(zoneOf("utc"), "UTC")
  assert.equal(zoneOffsetMs("Asia/Seoul", now), 32_400_000)
  assert.ok(isRelative("now-1h") && !isRelative(now))
})
