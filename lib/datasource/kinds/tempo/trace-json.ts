import { items, JsonBroken, members, peek, readValue, skipValue, type Cursor } from "#lib/datasource/json-scan.ts"
import { attributesOf, hexId, type Json } from "./json-value.ts"
import { kindOf, statusOf, type Attributes, type Span, type Trace } from "./spans.ts"

const list = (value: unknown): Json[] =>
  Array.isArray(value) ? (value.filter((item) => typeof item === "object" && item !== null) as Json[]) : []
const text = (value: unknown): string => (typeof value === "string" ? value : "")
const nanoseconds = (value: unknown): bigint =>
  (typeof value === "number" && Number.isSafeInteger(value)) || /^\d{1,20}$/.test(String(value)) ? BigInt(value as string | number) : 0n
const milliseconds = (value: unknown): number => Number(value ?? 0) / 1e6

/**
 * Decodes what Tempo calls OTLP JSON: v2 `{"trace": {"resourceSpans": …}, "status", "message"}` or v1 `{"batches": …}`; base64 or hex
 * ids, enums by name or number, 64-bit numbers as text. Span by span, yielding after each.
 */
export function* decodeTraceJson(bytes: Buffer): Generator<undefined, Trace> {
  const cursor = { bytes, at: 0 }
  const trace: Trace = { spans: [], partial: false, message: "" }
  for (const key of members(cursor)) {
    if (key === "trace") yield* readHolder(cursor, trace.spans)
    else if (key === "batches" || key === "resourceSpans") yield* readBatches(cursor, trace.spans)
    else if (key === "status") trace.partial = readValue(cursor) === "PARTIAL"
    else if (key === "message") trace.message = text(readValue(cursor))
    else skipValue(cursor)
  }
  if (peek(cursor) !== -1) throw new JsonBroken(cursor.at)
  return trace
}

function* readHolder(cursor: Cursor, spans: Span[]): Generator<undefined, void> {
  for (const key of members(cursor)) {
    if (key === "resourceSpans" || key === "batches") yield* readBatches(cursor, spans)
    else skipValue(cursor)
  }
}

function* readBatches(cursor: Cursor, spans: Span[]): Generator<undefined, void> {
  for (const _ of items(cursor)) {
    const first = spans.length
    let resource: Attributes = {}
    for (const key of members(cursor)) {
      if (key === "resource") resource = attributesOf((readValue(cursor) as Json | null)?.attributes)
      else if (key === "scopeSpans" || key === "instrumentationLibrarySpans") yield* readScopes(cursor, spans)
      else skipValue(cursor)
    }
    for (let at = first; at < spans.length; at++) spans[at]!.resource = resource
  }
}

function* readScopes(cursor: Cursor, spans: Span[]): Generator<undefined, void> {
  for (const _ of items(cursor)) {
    const first = spans.length
    let scope = ""
    for (const key of members(cursor)) {
      if (key === "scope" || key === "instrumentationLibrary") scope = text((readValue(cursor) as Json | null)?.name)
      else if (key === "spans") {
        for (const __ of items(cursor)) {
          spans.push(spanOf(readValue(cursor) as Json))
          yield
        }
      } else skipValue(cursor)
    }
    for (let at = first; at < spans.length; at++) spans[at]!.scope = scope
  }
}

function spanOf(json: Json): Span {
  const start = nanoseconds(json.startTimeUnixNano)
  const end = nanoseconds(json.endTimeUnixNano)
  const status = (json.status ?? {}) as Json
  return {
    spanId: hexId(json.spanId, 16),
    parentSpanId: hexId(json.parentSpanId, 16),
    name: text(json.name),
    kind: kindOf(json.kind),
    status: statusOf(status.code),
    statusMessage: text(status.message),
    startMs: Number(start) / 1e6,
    durationMs: end > start ? Number(end - start) / 1e6 : 0,
    attributes: attributesOf(json.attributes),
    events: list(json.events).map((event) => ({
      timeMs: milliseconds(event.timeUnixNano),
      name: text(event.name),
      attributes: attributesOf(event.attributes),
    })),
    links: list(json.links).map((link) => ({
      traceId: hexId(link.traceId, 32),
      spanId: hexId(link.spanId, 16),
      attributes: attributesOf(link.attributes),
    })),
    resource: {},
    scope: "",
  }
}
