import type { WithTemporal } from "#components/shell/range-words.ts"
import type { ViewState } from "#components/shell/view-state.ts"
import type { PanelsQuery } from "#lib/query/schema.ts"
import { isTimezone } from "#lib/time/zone.ts"
import { readingOrder } from "./layout.ts"
import { chosenOf } from "./resolve-variables.ts"
import type { DashboardAnswer } from "./use-dashboard.ts"

/** The first reading of a dashboard's panels, as far as the server can tell what the browser will ask. */
export interface EarlyRead {
  /** Without a zone: the browser's own. */
  query: Pick<PanelsQuery, "dashboardId" | "range" | "variables" | keyof typeof manner>
  /** In reading order; grid cells. */
  places: { id: string; y: number; w: number; h: number }[]
  /** Pixels at the left that are not the grid's. */
  railWidth: number
}

/** A reading that is on its way since before the page's own code was there. */
export interface EarlyAnswer {
  query: PanelsQuery
  /** `performance.now()` at its start. */
  startedAtMs: number
  /** Undefined when the server was not reached. */
  answer: Promise<Response | undefined>
  stop: () => void
}

/** Where the page keeps it. */
export interface EarlyPage {
  /** Width and height of the window, in pixels, as `sizeScript` found them. */
  bongsuSize?: [number, number]
  innerWidth: number
  innerHeight: number
  fetch: typeof fetch
  Temporal?: WithTemporal["Temporal"]
  bongsuEarly?: EarlyAnswer
}

/** How pages ask for their panels: with more log lines to begin with than a screen has, and each series' times once. */
export const manner = { firstRows: 200, sharedTimes: true }

/** What will be asked first when the dashboard is opened so; undefined where nothing saved is read (it is edited) or nothing can be. */
export function earlyRead(dashboard: DashboardAnswer, url: ViewState, railWidth: number): EarlyRead | undefined {
  if (url.edit || url.editPanel !== undefined) return undefined
  const timezone = zoneNamed(url.timezone ?? dashboard.timezone)
  const range = { from: url.from ?? dashboard.time.from, to: url.to ?? dashboard.time.to, ...(timezone ? { timezone } : {}) }
  const alone = dashboard.panels.filter(({ id }) => id === url.viewPanel).map(({ id }) => ({ id, y: 0, w: 24, h: 24 }))
  const inGrid = readingOrder(dashboard.panels.filter(({ queries }) => queries.length > 0)).map(({ id, grid: { y, w, h } }) => ({
    id,
    y,
    w,
    h,
  }))
  const places = alone.length > 0 ? alone : inGrid
  if (places.length === 0) return undefined
  const variables = chosenOf(dashboard.variables, url.variables)
  return { query: { dashboardId: dashboard.id, range, variables, ...manner }, places, railWidth: url.kiosk ? 0 : railWidth }
}

/** The zone that a view's timezone names; undefined for the browser's own. */
export function zoneNamed(timezone: string): string | undefined {
  if (timezone.toLowerCase() === "utc") return "UTC"
  return timezone !== "browser" && isTimezone(timezone) ? timezone : undefined
}

/** The text of an inline script for the head: the size asked for further down would have the whole page laid out before the request leaves. */
export const sizeScript = "window.bongsuSize=[innerWidth,innerHeight]"

/** The text of an inline script that starts the reading; safe to stand in HTML whatever the names in it are. */
export function earlyScript(read: EarlyRead): string {
  const text = JSON.stringify(read)
    .replaceAll("<", String.raw`\u003c`)
    .replaceAll("\u2028", String.raw`\u2028`)
    .replaceAll("\u2029", String.raw`\u2029`)
  return `(${startEarly.toString()})(${text},window)`
}

/** Runs in the page, by its text alone: nothing of this module is known there. Asks for what will be in or near view, about as wide as it will be. */
export function startEarly({ query, places, railWidth }: EarlyRead, page: EarlyPage): void {
  const [pageWidth, pageHeight] = page.bongsuSize ?? [page.innerWidth, page.innerHeight]
  const phone = pageWidth <= 640
  const gridWidth = pageWidth - (phone ? 0 : railWidth) - 32
  const columnWidth = (gridWidth - 23 * 8) / 24
  let stacked = 0
  const seen: [string, number][] = []
  for (const { id, y, w, h } of places) {
    const top = 60 + (phone ? stacked : y * 38)
    stacked += h * 38
    const width = (phone ? gridWidth : w * columnWidth + (w - 1) * 8) - 26
    if (top < pageHeight + 400) seen.push([id, Math.max(50, Math.round(width))])
  }
  const timezone = query.range.timezone ?? page.Temporal?.Now.timeZoneId() ?? (Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC")
  const asked = {
    ...query,
    panels: seen.map(([id]) => id),
    range: { from: query.range.from, to: query.range.to, timezone },
    maxDataPoints: Object.fromEntries(seen),
  }
  const stop = new AbortController()
  const headers = { accept: "application/json", "content-type": "application/json" }
  // Bytes that nobody takes stop on their way after some hundred kilobytes: they are taken in here.
  const store = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 4096 })
  const answer = page
    .fetch("/api/query", { method: "POST", headers, body: JSON.stringify(asked), signal: stop.signal })
    .then((response) => new Response(response.body?.pipeThrough(store), response))
    .catch(() => undefined)
  page.bongsuEarly = { query: asked, startedAtMs: performance.now(), answer, stop: () => stop.abort() }
}
