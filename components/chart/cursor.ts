import type { TimeColumn } from "#lib/frame/frame.ts"
import type { ChartSeries } from "./series.ts"

export interface CursorRow {
  /** Index in the chart's series. */
  series: number
  timeMs: number
  /** May be NaN or ±Infinity: the source said so. */
  value: number
}

/** Index of the time nearest to `time`; -1 for an empty column. O(log n). */
export function nearestIndex(times: TimeColumn, time: number): number {
  let low = 0
  let high = times.length - 1
  if (high < 0) return -1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] as number) < time) low = middle + 1
    else high = middle
  }
  const before = low - 1
  return before >= 0 && time - (times[before] as number) <= (times[low] as number) - time ? before : low
}

/**
 * What stands under a cursor: one row a visible series that has a sample near it, greatest value first (NaN last).
 * @param toleranceMs samples further away than this are not under the cursor.
 */
export function readAt(
  series: readonly ChartSeries[],
  visible: (index: number) => boolean,
  time: number,
  toleranceMs: number,
): CursorRow[] {
  const rows: CursorRow[] = []
  for (let index = 0; index < series.length; index++) {
    const one = series[index]!
    if (!visible(index)) continue
    const at = nearestIndex(one.times, time)
    if (at < 0) continue
    const value = one.values[at]
    const timeMs = one.times[at] as number
    if (typeof value !== "number" || Math.abs(timeMs - time) > toleranceMs) continue
    rows.push({ series: index, timeMs, value })
  }
  return rows.toSorted((a, b) => rank(b.value) - rank(a.value) || a.series - b.series)
}

/** Row whose pixel is nearest to the pointer's; -1 without rows. */
export function nearestRow(rows: readonly CursorRow[], pixelOfRow: (row: CursorRow) => number, pixel: number): number {
  let best = -1
  let distance = Number.POSITIVE_INFINITY
  rows.forEach((row, index) => {
    const apart = Math.abs(pixelOfRow(row) - pixel)
    if (apart < distance) [best, distance] = [index, apart]
  })
  return best
}

/** The part of a long list that is shown: `size` rows with `focus` in view. */
export function rowWindow(count: number, focus: number, size: number): { start: number; end: number } {
  if (count <= size) return { start: 0, end: count }
  const start = Math.min(Math.max(0, focus - Math.floor(size / 2)), count - size)
  return { start, end: start + size }
}

function rank(value: number): number {
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value
}
