import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { inSlices } from "#lib/datasource/in-slices.ts"
import { openDatasource } from "#lib/datasource/store.ts"
import type { Field, Frame } from "#lib/frame/frame.ts"
import { AppError } from "#lib/http/errors.ts"
import { createUpstream } from "#lib/http/upstream.ts"
import { HOUR, SECOND } from "#lib/time/duration.ts"
import { floorToStep } from "#lib/time/interval.ts"
import { parseRange } from "#lib/time/range.ts"
import { applyLimits, panelLimits } from "./limits.ts"
import { planRead } from "./plan.ts"
import { ShortMemory } from "./short-memory.ts"
import { gate, inFlight } from "./traffic.ts"

export interface TraceRead {
  datasourceId: string
  /** Hexadecimal, up to 32 digits. */
  traceId: string
  /** Where to look for it, epoch milliseconds; narrows the search in large stores. */
  range: { fromMs: number; toMs: number }
  signal: AbortSignal
}

/** What a waterfall is drawn from; the rest is fetched for the span that is opened. */
const SKELETON = new Set(["spanId", "parentSpanId", "service", "name", "kind", "status", "start", "durationMs"])

/** A waterfall asks for the details of span after span: the trace is read once. */
const kept = new ShortMemory<Frame>(60 * SECOND, 8)

/** All spans of a trace without their attributes. @throws {AppError} not_found for an unknown trace */
export async function readSkeleton(viewer: Viewer, request: TraceRead): Promise<Frame> {
  const frame = await readTrace(viewer, request)
  return { ...frame, fields: frame.fields.filter((field) => SKELETON.has(field.name)) }
}

/** Some spans of a trace with all that is known of them, in the order of the trace. */
export async function readSpans(viewer: Viewer, request: TraceRead, spanIds: string[]): Promise<Frame> {
  const frame = await readTrace(viewer, request)
  const wanted = new Set(spanIds.map((id) => id.toLowerCase()))
  const ids = frame.fields.find((field) => field.name === "spanId")?.values ?? []
  const rows = Array.from(ids, (id, row) => (typeof id === "string" && wanted.has(id) ? row : -1)).filter((row) => row >= 0)
  const pick = (field: Field): Field => ({ ...field, values: rows.map((row) => field.values[row]) }) as Field
  return { ...frame, fields: frame.fields.map(pick) }
}

async function readTrace(viewer: Viewer, { datasourceId, traceId, range, signal }: TraceRead): Promise<Frame> {
  authorise(viewer, "panel:query")
  const { id, kind, settings, revision } = await openDatasource(datasourceId)
  const { trace } = kind
  if (!trace) throw new AppError("bad_request", "tracesUnsupported", { kind: kind.label }, { safeForViewer: true })
  const hex = traceId.toLowerCase().padStart(32, "0")
  const key = JSON.stringify(["trace", id, revision, hex, range])
  const fresh = kept.get(key, Date.now())
  if (fresh) return fresh
  const { maxDataPoints, stepMs } = planRead({ range, reads: "stream" })
  const frame = await inFlight.join(key, signal, (joined) => {
    const upstream = createUpstream(settings, { signal: joined, policy: "datasource" })
    const context = { upstream, range, stepMs, maxDataPoints, limits: panelLimits, signal: joined }
    return gate.pass(id, "panel", joined, () => trace(settings, hex, context))
  })
  const [cut = frame] = (await inSlices(applyLimits([frame], panelLimits), signal)).frames
  return kept.keep(key, cut, Date.now())
}

/** The range in which a trace is looked for: as asked, else the last two weeks, by whole hours so that reads of one trace are alike. */
export function traceRange({ from, to }: { from?: string; to?: string }, nowMs: number): { fromMs: number; toMs: number } {
  const { fromMs, toMs } = parseRange({ from: from ?? "now-14d", to: to ?? "now+1h" }, nowMs)
  return { fromMs: floorToStep(fromMs, HOUR), toMs: floorToStep(toMs, HOUR) + HOUR }
}
