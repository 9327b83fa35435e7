import { PbfReader } from "pbf"
import { kindOf, setAttribute, statusOf, type Attributes, type Span, type SpanEvent, type SpanLink, type Trace } from "./spans.ts"

/** Arrays and maps inside attributes deeper than this are left out: nobody writes them, and a hostile server must not overflow the stack. */
const MAX_DEPTH = 16
const YIELD_EVERY = 50

const hex = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")

/** A fixed64 of nanoseconds: as a number it would lose the last digits. */
function nanoseconds(reader: PbfReader): bigint {
  const value = reader.dataView.getBigUint64(reader.pos, true)
  reader.pos += 8
  return value
}

const milliseconds = (reader: PbfReader): number => Number(nanoseconds(reader)) / 1e6

/** Calls `field` for each field of the message that begins here; what `field` does not consume is skipped. */
function message(reader: PbfReader, field: (tag: number) => void): void {
  reader.readMessage(field, undefined)
}

/**
 * Decodes Tempo's TraceByIDResponse (v2), or a bare Trace (v1). Yields every 50 spans.
 * @throws {Error} for bytes that are no protobuf
 */
export function* decodeTrace(bytes: Buffer, isV2: boolean): Generator<undefined, Trace> {
  const trace: Trace = { spans: [], partial: false, message: "" }
  const parts: { from: number; to: number }[] = []
  const reader = new PbfReader(bytes)
  if (isV2) {
    reader.readFields((tag) => {
      if (tag === 1) parts.push(slice(reader))
      else if (tag === 3) trace.partial = reader.readVarint() === 1
      else if (tag === 4) trace.message = reader.readString()
    }, undefined)
  } else parts.push({ from: 0, to: bytes.length })
  for (const part of parts) yield* readTrace(bytes.subarray(part.from, part.to), trace.spans)
  return trace
}

/** Where the length-prefixed value lies; steps over it. */
function slice(reader: PbfReader): { from: number; to: number } {
  const length = reader.readVarint()
  const from = reader.pos
  reader.pos += length
  return { from, to: from + length }
}

function* readTrace(bytes: Buffer, spans: Span[]): Generator<undefined, void> {
  const reader = new PbfReader(bytes)
  const resources: { from: number; to: number }[] = []
  reader.readFields((tag) => void (tag === 1 && resources.push(slice(reader))), undefined)
  for (const { from, to } of resources) yield* readResourceSpans(bytes.subarray(from, to), spans)
}

function* readResourceSpans(bytes: Buffer, spans: Span[]): Generator<undefined, void> {
  const reader = new PbfReader(bytes)
  const resource: Attributes = {}
  const scopes: { from: number; to: number }[] = []
  reader.readFields((tag) => {
    if (tag === 1) message(reader, (inner) => inner === 1 && readAttribute(reader, resource))
    else if (tag === 2) scopes.push(slice(reader))
  }, undefined)
  for (const { from, to } of scopes) {
    const inner = new PbfReader(bytes.subarray(from, to))
    const state = { scope: "" }
    const found: { from: number; to: number }[] = []
    inner.readFields((tag) => {
      if (tag === 1) message(inner, (field) => field === 1 && (state.scope = inner.readString()))
      else if (tag === 2) found.push(slice(inner))
    }, undefined)
    const within = bytes.subarray(from, to)
    for (const part of found) {
      spans.push(readSpan(new PbfReader(within.subarray(part.from, part.to)), resource, state.scope))
      if (spans.length % YIELD_EVERY === 0) yield
    }
  }
}

function readSpan(reader: PbfReader, resource: Attributes, scope: string): Span {
  const span: Span = {
    spanId: "",
    parentSpanId: "",
    name: "",
    kind: "unspecified",
    status: "unset",
    statusMessage: "",
    startMs: 0,
    durationMs: 0,
    attributes: {},
    events: [],
    links: [],
    resource,
    scope,
  }
  let start = 0n
  let end = 0n
  reader.readFields((tag) => {
    switch (tag) {
      case 2:
        span.spanId = hex(reader.readBytes())
        break
      case 4:
        span.parentSpanId = hex(reader.readBytes())
        break
      case 5:
        span.name = reader.readString()
        break
      case 6:
        span.kind = kindOf(reader.readVarint())
        break
      case 7:
        start = nanoseconds(reader)
        break
      case 8:
        end = nanoseconds(reader)
        break
      case 9:
        readAttribute(reader, span.attributes)
        break
      case 11:
        span.events.push(readEvent(reader))
        break
      case 13:
        span.links.push(readLink(reader))
        break
      case 15:
        message(reader, (field) => {
          if (field === 2) span.statusMessage = reader.readString()
          else if (field === 3) span.status = statusOf(reader.readVarint())
        })
        break
    }
  }, undefined)
  if (/^0+$/.test(span.parentSpanId)) span.parentSpanId = ""
  span.startMs = Number(start) / 1e6
  span.durationMs = end > start ? Number(end - start) / 1e6 : 0
  return span
}

function readEvent(reader: PbfReader): SpanEvent {
  const event: SpanEvent = { timeMs: 0, name: "", attributes: {} }
  message(reader, (field) => {
    if (field === 1) event.timeMs = milliseconds(reader)
    else if (field === 2) event.name = reader.readString()
    else if (field === 3) readAttribute(reader, event.attributes)
  })
  return event
}

function readLink(reader: PbfReader): SpanLink {
  const link: SpanLink = { traceId: "", spanId: "", attributes: {} }
  message(reader, (field) => {
    if (field === 1) link.traceId = hex(reader.readBytes())
    else if (field === 2) link.spanId = hex(reader.readBytes())
    else if (field === 4) readAttribute(reader, link.attributes)
  })
  return link
}

function readAttribute(reader: PbfReader, into: Attributes, depth = 0): void {
  let key = ""
  let value: unknown = null
  message(reader, (field) => {
    if (field === 1) key = reader.readString()
    else if (field === 2) value = readAnyValue(reader, depth)
  })
  setAttribute(into, key, value)
}

function readAnyValue(reader: PbfReader, depth: number): unknown {
  let value: unknown = null
  message(reader, (field) => {
    if (field === 1) value = reader.readString()
    else if (field === 2) value = reader.readBoolean()
    else if (field === 3) value = reader.readVarint(true)
    else if (field === 4) value = reader.readDouble()
    else if (field === 7) value = Buffer.from(reader.readBytes()).toString("base64")
    else if (depth < MAX_DEPTH && field === 5) {
      const list: unknown[] = []
      message(reader, (inner) => inner === 1 && list.push(readAnyValue(reader, depth + 1)))
      value = list
    } else if (depth < MAX_DEPTH && field === 6) {
      const map: Attributes = {}
      message(reader, (inner) => inner === 1 && readAttribute(reader, map, depth + 1))
      value = map
    }
  })
  return value
}
