import { DAY, HOUR, MINUTE, SECOND } from "./duration.ts"

/** Steps that read well; a value below `limit` becomes `to`. The arithmetic is Grafana's, so that imported panels show the same points. */
const steps: [limit: number, to: number][] = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1.5 * SECOND, SECOND],
  [3.5 * SECOND, 2 * SECOND],
  [7.5 * SECOND, 5 * SECOND],
  [12.5 * SECOND, 10 * SECOND],
  [17.5 * SECOND, 15 * SECOND],
  [25 * SECOND, 20 * SECOND],
  [45 * SECOND, 30 * SECOND],
  [90 * SECOND, MINUTE],
  [3.5 * MINUTE, 2 * MINUTE],
  [7.5 * MINUTE, 5 * MINUTE],
  [12.5 * MINUTE, 10 * MINUTE],
  [17.5 * MINUTE, 15 * MINUTE],
  [25 * MINUTE, 20 * MINUTE],
  [45 * MINUTE, 30 * MINUTE],
  [90 * MINUTE, HOUR],
  [2.5 * HOUR, 2 * HOUR],
  [4.5 * HOUR, 3 * HOUR],
  [9 * HOUR, 6 * HOUR],
  [DAY, 12 * HOUR],
  [7 * DAY, DAY],
  [21 * DAY, 7 * DAY],
  [42 * DAY, 30 * DAY],
]
const LONGEST = 365 * DAY

/** What Prometheus, Loki and Tempo take at most: (end − start) / step. */
export const MOST_POINTS = 11_000
/** Points when nobody says how many can be shown. */
export const DEFAULT_POINTS = 1500
export const DEFAULT_SCRAPE_MS = 15 * SECOND

/** The readable step for a distance in milliseconds; often a little shorter than asked. */
export function roundInterval(ms: number): number {
  return steps.find(([limit]) => ms < limit)?.[1] ?? LONGEST
}

/** The shortest readable step that is not below `ms`. */
function roundIntervalUp(ms: number): number {
  return steps.find(([, to]) => to >= ms)?.[1] ?? Math.max(LONGEST, Math.ceil(ms))
}

/** `$__interval`: distance of points of a range (ms) shown with so many points, never below `minMs`. */
export function intervalFor(rangeMs: number, maxDataPoints = DEFAULT_POINTS, minMs = 0): number {
  return Math.max(roundInterval(Math.round(rangeMs / maxDataPoints)), minMs)
}

/**
 * Step of a range query: `$__interval` times `factor`, raised where a back end would refuse so many points.
 * @param minMs the query's min step, else the panel's min interval, else the datasource's scrape interval
 */
export function stepFor(rangeMs: number, maxDataPoints = DEFAULT_POINTS, minMs = DEFAULT_SCRAPE_MS, factor = 1): number {
  const step = intervalFor(rangeMs, maxDataPoints, minMs) * factor
  return rangeMs / step > MOST_POINTS ? roundIntervalUp(rangeMs / MOST_POINTS) : step
}

/** `$__rate_interval`: long enough that `rate()` always sees two samples. All in milliseconds. */
export function rateIntervalFor(intervalMs: number, scrapeMs = DEFAULT_SCRAPE_MS): number {
  return Math.max(intervalMs + scrapeMs, 4 * scrapeMs)
}

/** The last multiple of `stepMs` at or before `ms`, counted from midnight of the zone (`offsetMs` east of UTC). */
export function floorToStep(ms: number, stepMs: number, offsetMs = 0): number {
  return Math.floor((ms + offsetMs) / stepMs) * stepMs - offsetMs
}
