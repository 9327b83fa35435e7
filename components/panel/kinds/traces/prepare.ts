import type { PanelEnvironment } from "#components/panel/kind.ts"
import { fieldOf, type Frame } from "#lib/frame/frame.ts"
import type { TracesOptions } from "./options.ts"

export interface FoundTrace {
  traceId: string
  service: string
  name: string
  startMs: number
  durationMs: number
  /** −1: the source does not say. */
  spans: number
  errors: number
  /** Of the slowest one, 0–1. */
  share: number
}

export type PreparedTraces = { kind: "trace"; frame: Frame } | { kind: "list"; traces: FoundTrace[] }

/** One trace as a waterfall when spans came, a list of what was found otherwise. */
export function prepareTraces(frames: Frame[], options: TracesOptions, _environment: PanelEnvironment): PreparedTraces {
  const spans = frames.find((frame) => frame.shape === "spans")
  if (spans) return { kind: "trace", frame: spans }
  const traces = frames.flatMap(tracesOf)
  const slowest = Math.max(1e-9, ...traces.map((trace) => trace.durationMs).filter((duration) => Number.isFinite(duration)))
  const shared = traces.map((trace) => ({ ...trace, share: Math.max(0, trace.durationMs / slowest) || 0 }))
  return { kind: "list", traces: shared.toSorted(orders[options.sort]) }
}

/** Spans, or a table that names traces and how long they took. */
export function isTraces(frames: Frame[]): boolean {
  return frames.some(
    (frame) => frame.shape === "spans" || (frame.shape === "table" && hasField(frame, "traceId") && hasField(frame, "durationMs")),
  )
}

function hasField(frame: Frame, name: string): boolean {
  return frame.fields.some((field) => field.name === name)
}

const orders: Record<TracesOptions["sort"], (a: FoundTrace, b: FoundTrace) => number> = {
  newest: (a, b) => b.startMs - a.startMs,
  slowest: (a, b) => b.durationMs - a.durationMs,
  errors: (a, b) => b.errors - a.errors || b.startMs - a.startMs,
}

function tracesOf(frame: Frame): FoundTrace[] {
  const ids = fieldOf(frame, "traceId", "text")?.values ?? []
  const services = fieldOf(frame, "service", "text")?.values ?? []
  const names = fieldOf(frame, "name", "text")?.values ?? []
  const starts = fieldOf(frame, "start", "time")?.values ?? []
  const number = (name: string) => fieldOf(frame, name, "number")?.values ?? []
  const [durations, spans, errors] = [number("durationMs"), number("spanCount"), number("errorCount")]
  return ids.map((traceId, row) => ({
    traceId,
    service: services[row] ?? "",
    name: names[row] ?? "",
    startMs: starts[row] ?? Number.NaN,
    durationMs: durations[row] ?? Number.NaN,
    spans: spans[row] ?? -1,
    errors: errors[row] ?? 0,
    share: 0,
  }))
}
