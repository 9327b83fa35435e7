import { fieldOf, type Field, type Frame, type Labels } from "#lib/frame/frame.ts"

const minute = 60_000

/**
 * Where the lines of a trace are looked for: from a minute before it to five after it. Never the bare span: clocks differ and loggers lag.
 * @param range of the trace, epoch milliseconds
 */
export function traceLogsWindow(range: { fromMs: number; toMs: number }): { fromMs: number; toMs: number } {
  return { fromMs: Math.floor(range.fromMs - minute), toMs: Math.ceil(range.toMs + 5 * minute) }
}

/** First start, last end and the services of a `spans` frame. */
export function traceSummary(frame: Frame): { fromMs: number; toMs: number; services: string[] } {
  const starts = fieldOf(frame, "start", "time")?.values ?? []
  const durations = fieldOf(frame, "durationMs", "number")?.values ?? []
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let row = 0; row < starts.length; row++) {
    const start = starts[row] as number
    if (start < fromMs) fromMs = start
    toMs = Math.max(toMs, start + (durations[row] ?? 0))
  }
  const services = [...new Set(fieldOf(frame, "service", "text")?.values ?? [])].filter(Boolean)
  return fromMs > toMs ? { fromMs: 0, toMs: 0, services } : { fromMs, toMs, services }
}

const columns = ["time", "timestampNs", "line", "level", "labels", "traceId", "spanId"] as const

/**
 * Lines of several answers as one frame, newest first, each line once: the same stream, nanosecond and text is the same line.
 * Lines of one instant keep the order of their answer.
 */
export function mergeLogs(frames: readonly Frame[]): Frame {
  const seen = new Set<string>()
  const rows: { frame: Frame; row: number; time: number; ns: string }[] = []
  for (const frame of frames) {
    if (frame.shape !== "logs") continue
    const times = fieldOf(frame, "time", "time")?.values ?? []
    const stamps = fieldOf(frame, "timestampNs", "text")?.values ?? []
    const lines = fieldOf(frame, "line", "text")?.values ?? []
    const labels = fieldOf(frame, "labels", "json")?.values ?? []
    for (let row = 0; row < times.length; row++) {
      const key = `${stamps[row]} ${streamKey(labels[row])} ${lines[row]}`
      if (seen.has(key)) continue
      seen.add(key)
      rows.push({ frame, row, time: times[row] as number, ns: stamps[row] ?? "" })
    }
  }
  rows.sort((a, b) => b.time - a.time || (a.ns === b.ns ? 0 : a.ns < b.ns ? 1 : -1))
  const fields = columns.map((name) => ({ ...typeOf(name), values: rows.map(({ frame, row }) => valueAt(frame, name, row)) }) as Field)
  return { shape: "logs", labels: {}, fields, notices: [...new Set(frames.flatMap((frame) => frame.notices))] }
}

/** How many lines name each span. */
export function linesBySpan(frame: Frame): Map<string, number> {
  const counts = new Map<string, number>()
  for (const spanId of fieldOf(frame, "spanId", "text")?.values ?? []) if (spanId) counts.set(spanId, (counts.get(spanId) ?? 0) + 1)
  return counts
}

function streamKey(labels: unknown): string {
  const stream = (labels as { stream?: Labels } | null | undefined)?.stream ?? {}
  return JSON.stringify(Object.entries(stream).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function typeOf(name: (typeof columns)[number]): Pick<Field, "name" | "type"> {
  return { name, type: name === "time" ? "time" : name === "labels" ? "json" : "text" }
}

function valueAt(frame: Frame, name: string, row: number): unknown {
  const value = frame.fields.find((field) => field.name === name)?.values[row]
  return value ?? (name === "labels" ? {} : "")
}
