import { AppError } from "#lib/http/errors.ts"
import type { Field, Frame } from "#lib/frame/frame.ts"
import { normalTraceId } from "#lib/datasource/trace-id.ts"

export type Attributes = Record<string, unknown>

/** Sets a key whatever it is called: plain assignment of "__proto__" would change what the object is. */
export function setAttribute(into: Attributes, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true })
  else into[key] = value
}

export interface SpanEvent {
  timeMs: number
  name: string
  attributes: Attributes
}

export interface SpanLink {
  traceId: string
  spanId: string
  attributes: Attributes
}

/** A span as every encoding gives it: hex ids, epoch milliseconds with fractions. */
export interface Span {
  spanId: string
  parentSpanId: string
  name: string
  kind: string
  status: "unset" | "ok" | "error"
  statusMessage: string
  startMs: number
  durationMs: number
  attributes: Attributes
  events: SpanEvent[]
  links: SpanLink[]
  resource: Attributes
  scope: string
}

export interface Trace {
  spans: Span[]
  partial: boolean
  message: string
}

const kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"]
const statuses = ["unset", "ok", "error"] as const

/** OpenTelemetry's number, or its name in JSON ("SPAN_KIND_SERVER"). */
export function kindOf(value: unknown): string {
  if (typeof value === "number") return kinds[value] ?? "unspecified"
  const name = typeof value === "string" ? value.replace("SPAN_KIND_", "").toLowerCase() : ""
  return kinds.includes(name) ? name : "unspecified"
}

export function statusOf(value: unknown): Span["status"] {
  if (typeof value === "number") return statuses[value] ?? "unset"
  const name = typeof value === "string" ? value.replace("STATUS_CODE_", "").toLowerCase() : ""
  return statuses.find((status) => status === name) ?? "unset"
}

/** @throws {AppError} `bad_request` for what is no trace id */
export function wantedTraceId(text: string): string {
  const id = normalTraceId(text)
  if (!id) throw new AppError("bad_request", "traceIdWrong", { traceId: text.slice(0, 60) }, { safeForViewer: true })
  return id
}

/** Spans that carry one id and are the same kind count once; a client and a server may share an id. */
function withoutRepeats(spans: Span[]): Span[] {
  const seen = new Set<string>()
  return spans.filter((span) => {
    const key = `${span.spanId} ${span.kind} ${span.startMs}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function serviceOf({ resource }: Span): string {
  const name = resource["service.name"]
  return typeof name === "string" ? name : ""
}

/** A trace as a frame, earliest span first. */
export function spansFrame(traceId: string, trace: Trace): Frame {
  const spans = withoutRepeats(trace.spans).toSorted((a, b) => a.startMs - b.startMs)
  const text = (name: string, of: (span: Span) => string): Field => ({ name, type: "text", values: spans.map(of) })
  const json = (name: string, of: (span: Span) => unknown): Field => ({ name, type: "json", values: spans.map(of) })
  return {
    shape: "spans",
    labels: { traceId },
    fields: [
      text("spanId", (span) => span.spanId),
      text("parentSpanId", (span) => span.parentSpanId),
      text("service", serviceOf),
      text("name", (span) => span.name),
      text("kind", (span) => span.kind),
      text("status", (span) => span.status),
      { name: "start", type: "time", values: Float64Array.from(spans, (span) => span.startMs) },
      { name: "durationMs", type: "number", values: Float64Array.from(spans, (span) => span.durationMs) },
      json("attributes", (span) => span.attributes),
      json("resource", (span) => span.resource),
      json("events", (span) => span.events),
      json("links", (span) => span.links),
      text("statusMessage", (span) => span.statusMessage),
      text("scope", (span) => span.scope),
    ],
    notices: trace.partial ? [trace.message || "PARTIAL"] : [],
  }
}
