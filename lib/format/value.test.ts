import assert from "node:assert/strict"
import { test } from "node:test"
import { formatAge, formatRange, formatTime, type Locale, zoneName } from "./date.ts"
import { formatDuration } from "./duration.ts"
import { formatNumber } from "./number.ts"
import { formatPattern } from "./pattern.ts"
import { formatValue, type ValueFormat } from "./value.ts"

const at = Date.UTC(2026, 10, 20, 5, 3, 22)

test("numbers show three digits that count, thousands in groups", () => {
  const table: [number, number | undefined, string][] = [
    [0, undefined, "0"],
    [-0, undefined, "0"],
    [1.5, undefined, "1.50"],
    [-1.5, undefined, "-1.50"],
    [15.34, undefined, "15.3"],
    [153.4, undefined, "153"],
    [0.000_123_45, undefined, "0.000123"],
    [42, undefined, "42"],
    [1_234_567, undefined, "1,234,567"],
    [-1234.5, 1, "-1,234.5"],
    [-0.001, 1, "0.0"],
    [NaN, undefined, "NaN"],
    [Infinity, 2, "+Inf"],
    [-Infinity, undefined, "-Inf"],
    [1e300, undefined, "1e+300"],
  ]
  for (const [value, decimals, text] of table) assert.equal(formatNumber(value, decimals), text)
})

test("values in their units", () => {
  const table: [number | null, ValueFormat, string, Locale?][] = [
    [null, { unit: "s" }, "–"],
    [NaN, { unit: "bytes" }, "NaN B"],
    [1536, { unit: "bytes" }, "1.50 KiB"],
    [1500, { unit: "decbytes" }, "1.50 kB"],
    [2, { unit: "gbytes" }, "2 GiB"],
    [0.5, { unit: "kbytes" }, "512 B"],
    [1_250_000, { unit: "Bps" }, "1.25 MB/s"],
    [1500, { unit: "bps" }, "1.50 kb/s"],
    [999.9996, { unit: "short" }, "1.00 K"],
    [12_345_678, { unit: "short" }, "12.3 Mil"],
    [1234, { unit: "none" }, "1,234"],
    [12.5, { unit: "percent" }, "12.5%"],
    [0.125, { unit: "percentunit" }, "12.5%"],
    [0.29, { unit: "percentunit" }, "29%"],
    [1500, { unit: "ms" }, "1.50 s"],
    [0.0005, { unit: "s" }, "500 µs"],
    [0.001, { unit: "s" }, "1 ms"],
    [90, { unit: "s" }, "1.50 min"],
    [90, { unit: "s" }, "1.50분", "ko"],
    [7200, { unit: "s", decimals: 1 }, "2.0 h"],
    [0, { unit: "ms" }, "0 ms"],
    [3e-9, { unit: "s" }, "3 ns"],
    [1200, { unit: "reqps" }, "1.20 K req/s"],
    [3, { unit: "ops" }, "3 ops/s"],
    [93_784, { unit: "dtdurations", decimals: 2 }, "1d 2h 3m"],
    [125, { unit: "dtdurations", decimals: 1 }, "2분 5초", "ko"],
    [93_784, { unit: "dthms" }, "26:03:04"],
    [93_784, { unit: "dtdhms" }, "1d 02:03:04"],
    [1500, { unit: "watt" }, "1.50 kW"],
    [0.25, { unit: "kwatt" }, "250 W"],
    [21.5, { unit: "celsius" }, "21.5°C"],
    [1500, { unit: "currencyUSD" }, "$1.50 K"],
    [-20, { unit: "currencyKRW" }, "-₩20"],
    [20, { unit: "currencySEK" }, "20 kr"],
    [255, { unit: "hex0x" }, "0xFF"],
    [12_345, { unit: "sci", decimals: 2 }, "1.23e+4"],
    [1, { unit: "bool_on_off" }, "On"],
    [0, { unit: "bool:up/down" }, "down"],
    [3, { unit: "suffix: rows" }, "3 rows"],
    [3, { unit: "prefix:#" }, "#3"],
    [0.002, { unit: "si:mF" }, "2 µF"],
    [1500, { unit: "count:jobs" }, "1.50 K jobs"],
    [1500, { unit: "currency:suffix:won" }, "1.50 K won"],
    [at, { unit: "time: YYYY-MM-DD HH:mm" }, "2026-11-20 05:03"],
    [at, { unit: "dateTimeAsIso", timezone: "Asia/Seoul" }, "2026-11-20 14:03:22"],
    [at, { unit: "dateTimeAsIsoNoDateIfToday", nowMs: at }, "05:03:22"],
    [at - 300_000, { unit: "dateTimeFromNow", nowMs: at }, "5m ago"],
    [7, { unit: "/ sec" }, "7 / sec"],
  ]
  for (const [value, format, full, locale = "en"] of table) assert.equal(formatValue(value, format, locale).full, full, format.unit)
})

test("text and suffix come apart for big figures", () => {
  assert.deepEqual(formatValue(1536, { unit: "bytes" }, "en"), { text: "1.50", suffix: "KiB", full: "1.50 KiB" })
})

test("times in both languages", () => {
  assert.equal(formatTime(at, "Asia/Seoul", "en", { zone: true }), "Nov 20, 14:03:22 (KST)")
  assert.equal(formatTime(at, "Asia/Seoul", "ko", { zone: true }), "11월 20일 14:03:22 (KST)")
  assert.equal(formatTime(at, "UTC", "en", { date: false, clock: "minutes" }), "05:03")
  assert.equal(formatTime(NaN, "UTC", "en"), "–")
  assert.equal(zoneName(at, "Europe/Berlin"), "CET")
  assert.equal(zoneName(at, "Asia/Singapore"), "GMT+8")
  assert.equal(formatAge(at - 125_000, at, "ko"), "2분 전")
  assert.equal(formatAge(at + 300, at, "en"), "0s ago")
  const range = { fromMs: at, toMs: at + 5_400_000 }
  assert.equal(formatRange(range, "Asia/Seoul", "en"), "Nov 20, 14:03 – 15:33 (KST)")
  assert.equal(formatPattern(at, "dddd, MMM D [at] h:mm A Z", "Asia/Seoul"), "Friday, Nov 20 at 2:03 PM +09:00")
})

test("durations in both languages", () => {
  const table: [number, string, string][] = [
    [125_000, "2m 5s", "2분 5초"],
    [0, "0s", "0초"],
    [250, "250ms", "250ms"],
    [59_999, "1m", "1분"],
    [3_600_000, "1h", "1시간"],
    [86_403_000, "1d", "1일"],
    [-125_000, "-2m 5s", "-2분 5초"],
  ]
  for (const [ms, en, ko] of table) assert.deepEqual([formatDuration(ms, "en"), formatDuration(ms, "ko")], [en, ko])
})
