import type { NumberColumn, TimeColumn } from "#lib/frame/frame.ts"

/** SVG paths of a small line: never more than two points a pixel (the least and the greatest), so that spikes stay. */
export function sparklinePath(
  times: TimeColumn,
  values: NumberColumn,
  range: { fromMs: number; toMs: number },
  width: number,
  height: number,
): { line: string; area: string } {
  const points = thinned(times, values, range, width)
  if (points.length === 0) return { line: "", area: "" }
  const low = Math.min(...points.map((point) => point.value))
  const high = Math.max(...points.map((point) => point.value))
  const floor = low >= 0 && low < high / 2 ? 0 : low
  const span = high - floor || 1
  const y = (value: number) => round(height - 1.5 - (high === floor ? 0.5 : (value - floor) / span) * (height - 3))
  const line = points.map((point, index) => `${index === 0 ? "M" : "L"}${round(point.x)} ${y(point.value)}`).join("")
  const area = `${line}L${round(points.at(-1)!.x)} ${height}L${round(points[0]!.x)} ${height}Z`
  return { line, area }
}

interface Point {
  x: number
  value: number
}

function thinned(times: TimeColumn, values: NumberColumn, range: { fromMs: number; toMs: number }, width: number): Point[] {
  const columns = new Map<number, { first: Point; second?: Point }>()
  for (let index = 0; index < times.length; index++) {
    const value = values[index]
    if (typeof value !== "number" || !Number.isFinite(value)) continue
    const x = (((times[index] as number) - range.fromMs) / (range.toMs - range.fromMs)) * width
    if (!(x >= -1 && x <= width + 1)) continue
    const point = { x, value }
    const column = columns.get(Math.floor(x))
    if (!column) columns.set(Math.floor(x), { first: point })
    else if (!column.second) column.second = point
    else if (value > Math.max(column.first.value, column.second.value)) keep(column, point, column.first.value > column.second.value)
    else if (value < Math.min(column.first.value, column.second.value)) keep(column, point, column.first.value < column.second.value)
  }
  return [...columns.values()].flatMap((column) => (column.second ? [column.first, column.second] : [column.first]))
}

/** Replaces the one of the two that is the extreme so far, and leaves them in the order of time. */
function keep(column: { first: Point; second?: Point }, point: Point, firstIsExtreme: boolean): void {
  if (firstIsExtreme && column.second) column.first = column.second
  column.second = point
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
