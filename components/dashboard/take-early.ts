import type { PanelsQuery } from "#lib/query/schema.ts"
import type { EarlyAnswer, EarlyPage } from "./early-read.ts"

/** A page that took longer than this to come to life asks for newer values. */
const oldestMs = 10_000

/** The reading that the page began before its code was there, when it is what is asked now. It can be taken once. */
export function takeEarly(asked: PanelsQuery, page: Pick<EarlyPage, "bongsuEarly">, nowMs: number): EarlyAnswer | undefined {
  const early = page.bongsuEarly
  delete page.bongsuEarly
  if (!early) return undefined
  if (nowMs - early.startedAtMs < oldestMs && suits(early.query, asked)) return early
  early.stop()
  return undefined
}

/** The same panels or more, of the same range and values; a width that was foreseen within a tenth makes the same picture. */
function suits(early: PanelsQuery, asked: PanelsQuery): boolean {
  return aboutOf(early) === aboutOf(asked) && (asked.panels ?? []).every((id) => isNear(pointsOf(early, id), pointsOf(asked, id)))
}

function aboutOf({ dashboardId, range, variables }: PanelsQuery): string {
  return JSON.stringify([dashboardId, range.from, range.to, range.timezone, variables])
}

function pointsOf({ maxDataPoints }: PanelsQuery, id: string): number {
  return typeof maxDataPoints === "object" ? (maxDataPoints[id] ?? Number.NaN) : Number.NaN
}

function isNear(foreseen: number, measured: number): boolean {
  return Math.abs(foreseen - measured) <= measured / 10
}
