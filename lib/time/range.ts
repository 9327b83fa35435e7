import { TZDate } from "@date-fns/tz"
import {
  addDays,
  addMonths,
  addQuarters,
  addWeeks,
  addYears,
  startOfDay,
  startOfHour,
  startOfISOWeek,
  startOfMinute,
  startOfMonth,
  startOfQuarter,
  startOfSecond,
  startOfYear,
} from "date-fns"
import { AppError } from "#lib/http/errors.ts"
import { HOUR, MINUTE, SECOND } from "./duration.ts"
import { zoneOf } from "./zone.ts"

/** As people and URLs write it: "now-6h", "now/d", ISO 8601, epoch milliseconds. */
export interface RangeText {
  from: string | number
  to: string | number
  /** IANA zone, "utc" or "browser"; decides where days begin. */
  timezone?: string
}

/** Epoch milliseconds, fromMs < toMs. */
export interface Range {
  fromMs: number
  toMs: number
}

type Side = "from" | "to"

/** Below this a number is seconds, above the other one micro- or nanoseconds: no dashboard looks at 1970 or beyond 2200. */
const EARLIEST = Date.UTC(1971, 0, 1)
const LATEST = Date.UTC(2200, 0, 1)

/**
 * Both ends at one "now". `to` of a rounded time ("now/d") is the last millisecond of the unit, `from` its first.
 * @param ownZone the zone that "browser" stands for
 * @throws {AppError} bad_request naming the end that is wrong: unreadable, outside of 1971–2199, or start not before end
 */
export function parseRange(text: RangeText, nowMs: number, ownZone = "UTC"): Range {
  const zone = zoneOf(text.timezone, ownZone)
  const fromMs = parseTime(text.from, "from", zone, nowMs)
  const toMs = parseTime(text.to, "to", zone, nowMs)
  if (fromMs >= toMs) throw wrong("rangeReversed", { from: show(text.from), to: show(text.to) })
  return { fromMs, toMs }
}

/** Whether the text moves with the clock. */
export function isRelative(point: string | number): boolean {
  return typeof point === "string" && point.startsWith("now")
}

/** One end of a range, epoch milliseconds. @throws {AppError} bad_request */
export function parseTime(point: string | number, side: Side, zone: string, nowMs: number): number {
  const ms = Math.round(readTime(point, side, zone, nowMs))
  if (Number.isNaN(ms)) throw wrong("timeInvalid", { side, value: show(point) })
  if (ms < EARLIEST || ms >= LATEST) throw wrong("timeOutside", { side, value: show(point) })
  return ms
}

function readTime(point: string | number, side: Side, zone: string, nowMs: number): number {
  if (typeof point === "number") return point
  const text = point.trim()
  if (/^-?\d{1,20}$/.test(text)) return Number(text)
  if (text.startsWith("now")) return readRelative(text.slice(3), side, zone, nowMs)
  return readDate(text, zone)
}

const ADD: Record<string, (date: Date, count: number) => Date> = {
  s: (date, count) => shift(date, count * SECOND),
  m: (date, count) => shift(date, count * MINUTE),
  h: (date, count) => shift(date, count * HOUR),
  d: addDays,
  w: addWeeks,
  M: addMonths,
  Q: addQuarters,
  y: addYears,
}

const START: Record<string, (date: Date) => Date> = {
  s: startOfSecond,
  m: startOfMinute,
  h: startOfHour,
  d: startOfDay,
  w: startOfISOWeek,
  M: startOfMonth,
  Q: startOfQuarter,
  y: startOfYear,
}

function shift(date: Date, ms: number): Date {
  const moved = new TZDate(date)
  moved.setTime(date.getTime() + ms)
  return moved
}

function readRelative(operations: string, side: Side, zone: string, nowMs: number): number {
  let date: Date = new TZDate(nowMs, zone)
  const operation = /([+-])(\d{1,7})([smhdwMQy])|\/([smhdwMQy])/gy
  let at = 0
  for (let found = operation.exec(operations); found; found = operation.exec(operations)) {
    const [, sign, count = "", unit = "", rounding] = found
    date = rounding ? roundTo(date, rounding, side) : (ADD[unit] ?? addDays)(date, Number(count) * (sign === "-" ? -1 : 1))
    at = operation.lastIndex
  }
  return at === operations.length ? date.getTime() : NaN
}

function roundTo(date: Date, unit: string, side: Side): Date {
  const start = (START[unit] ?? startOfDay)(date)
  return side === "from" ? start : shift((ADD[unit] ?? addDays)(start, 1), -1)
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/

function readDate(text: string, zone: string): number {
  const found = ISO.exec(text)
  if (!found) return NaN
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const ms = Math.floor(Number(`0.${found[7] ?? 0}`) * 1000)
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  const back = new Date(utc)
  // A day or minute that does not exist (February 30th, 25:00) would roll over silently.
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return NaN
  const offset = found[8]
  if (offset === undefined) return new TZDate(year, month - 1, day, hour, minute, second, ms, zone).getTime()
  return utc - offsetMs(offset)
}

function offsetMs(offset: string): number {
  if (offset === "Z") return 0
  const digits = offset.replace(":", "")
  const size = Number(digits.slice(1, 3)) * HOUR + Number(digits.slice(3, 5)) * MINUTE
  return digits.startsWith("-") ? -size : size
}

function show(point: string | number): string {
  return String(point).slice(0, 64)
}

function wrong(key: string, params: Record<string, string>): AppError {
  return new AppError("bad_request", key, params, { safeForViewer: true })
}
