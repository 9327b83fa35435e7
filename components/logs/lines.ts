import { fieldOf, type Frame, type Labels } from "#lib/frame/frame.ts"

export const levels = ["critical", "error", "warn", "info", "debug", "trace", "unknown"] as const
export type Level = (typeof levels)[number]

export interface LogLabels {
  stream: Labels
  metadata: Labels
  parsed: Labels
}

/** Where a line stands in its frame; the texts stay in the columns until a row is drawn. */
export interface LogRow {
  frame: number
  row: number
  /** Lines like this one that were folded into it, itself not counted. */
  repeats: number
}

export interface LogLine {
  timeMs: number
  timestampNs: string
  line: string
  level: Level
  labels: LogLabels
  traceId: string
  spanId: string
}

export type Order = "newest" | "oldest"
export type Folding = "none" | "exact" | "numbers"

const longestKey = 4096

/**
 * Rows of several answers in the order of their nanoseconds. Lines of one instant keep the order in which they arrived,
 * and oldest first is the exact reverse of newest first. Frames arrive newest first.
 */
export function logRows(frames: readonly Frame[], order: Order, folding: Folding): LogRow[] {
  const rows = mergedRows(frames)
  const ordered = order === "newest" ? rows : rows.toReversed()
  return folding === "none" ? ordered : folded(ordered, frames, folding)
}

/** Everything that one row says. */
export function lineAt(frames: readonly Frame[], { frame, row }: Pick<LogRow, "frame" | "row">): LogLine {
  const of = frames[frame]!
  const level = fieldOf(of, "level", "text")?.values[row] as Level | undefined
  const labels = fieldOf(of, "labels", "json")?.values[row] as Partial<LogLabels> | undefined
  const timeMs = fieldOf(of, "time", "time")?.values[row] ?? Number.NaN
  return {
    timeMs,
    timestampNs: fieldOf(of, "timestampNs", "text")?.values[row] ?? "",
    line: fieldOf(of, "line", "text")?.values[row] ?? "",
    level: level && levels.includes(level) ? level : "unknown",
    labels: { stream: labels?.stream ?? {}, metadata: labels?.metadata ?? {}, parsed: labels?.parsed ?? {} },
    traceId: fieldOf(of, "traceId", "text")?.values[row] ?? "",
    spanId: fieldOf(of, "spanId", "text")?.values[row] ?? "",
  }
}

function mergedRows(frames: readonly Frame[]): LogRow[] {
  const rows: LogRow[] = []
  frames.forEach((frame, at) => {
    if (frame.shape !== "logs") return
    const count = frame.fields[0]?.values.length ?? 0
    for (let row = 0; row < count; row++) rows.push({ frame: at, row, repeats: 0 })
  })
  if (frames.filter((frame) => frame.shape === "logs").length < 2) return rows
  const times = frames.map((frame) => fieldOf(frame, "time", "time")?.values ?? [])
  const stamps = frames.map((frame) => fieldOf(frame, "timestampNs", "text")?.values ?? [])
  return rows.toSorted((a, b) => {
    const apart = (times[b.frame]?.[b.row] ?? 0) - (times[a.frame]?.[a.row] ?? 0)
    if (apart !== 0) return apart
    // Same millisecond: nanoseconds as text compare like numbers, they have the same number of digits.
    const [mine, other] = [stamps[a.frame]?.[a.row] ?? "", stamps[b.frame]?.[b.row] ?? ""]
    return mine === other ? 0 : mine < other ? 1 : -1
  })
}

/** Folds a line into the one before it when they say the same (with `numbers`: but for their digits). */
function folded(rows: LogRow[], frames: readonly Frame[], folding: Folding): LogRow[] {
  const lines = frames.map((frame) => fieldOf(frame, "line", "text")?.values ?? [])
  const result: LogRow[] = []
  let last: { row: LogRow; key: string } | undefined
  for (const row of rows) {
    const text = (lines[row.frame]?.[row.row] ?? "").slice(0, longestKey)
    const key = folding === "numbers" ? text.replaceAll(/\d+/g, "0") : text
    if (last?.key === key) last.row.repeats++
    else {
      last = { row: { ...row }, key }
      result.push(last.row)
    }
  }
  return result
}
