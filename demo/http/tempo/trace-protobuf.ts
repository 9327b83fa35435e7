// OpenTelemetry's trace messages as protobuf; field numbers as in opentelemetry/proto/trace/v1/trace.proto.
import { PbfWriter } from "pbf"
import type { Attributes, AttributeValue, Span, SpanEvent, SpanLink } from "#demo/traceql/trace-store.ts"
import type { Bundle } from "./trace.ts"

const KINDS: Record<Span["kind"], number> = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 }
const STATUSES: Record<Span["status"], number> = { unset: 0, ok: 1, error: 2 }
type Write<Message> = (message: Message, writer: PbfWriter) => void

/** A Trace (v1), or a TraceByIDResponse that holds one (v2). */
export function encodeTrace(bundles: readonly Bundle[], isV2: boolean): Uint8Array {
  const writer = new PbfWriter()
  if (isV2) writer.writeMessage(1, writeTrace, bundles)
  else writeTrace(bundles, writer)
  return writer.finish()
}

const writeTrace: Write<readonly Bundle[]> = (bundles, writer) => {
  for (const bundle of bundles) writer.writeMessage(1, writeBundle, bundle)
}

const writeBundle: Write<Bundle> = ({ resource, scopes }, writer) => {
  writer.writeMessage(1, (attributes: Attributes, inner: PbfWriter) => writeAttributes(attributes, inner, 1), resource)
  for (const scope of scopes) writer.writeMessage(2, writeScope, scope)
}

const writeScope: Write<Bundle["scopes"][number]> = ({ scope, spans }, writer) => {
  writer.writeMessage(
    1,
    ({ name, version }: Span["scope"], inner: PbfWriter) => {
      inner.writeStringField(1, name)
      if (version) inner.writeStringField(2, version)
    },
    scope,
  )
  for (const span of spans) writer.writeMessage(2, writeSpan, span)
}

const writeSpan: Write<Bundle["scopes"][number]["spans"][number]> = (span, writer) => {
  writer.writeBytesField(1, Buffer.from(span.traceId, "hex"))
  writer.writeBytesField(2, Buffer.from(span.spanId, "hex"))
  if (span.parentSpanId) writer.writeBytesField(4, Buffer.from(span.parentSpanId, "hex"))
  writer.writeStringField(5, span.name)
  writer.writeVarintField(6, KINDS[span.kind])
  writeTime(writer, 7, span.startNs)
  writeTime(writer, 8, span.startNs + span.durationNs)
  writeAttributes(span.attributes, writer, 9)
  for (const event of span.events) writer.writeMessage(11, writeEvent, event)
  for (const link of span.links) writer.writeMessage(13, writeLink, link)
  writer.writeMessage(15, writeStatus, span)
}

const writeStatus: Write<Span> = ({ status, statusMessage }, writer) => {
  if (statusMessage) writer.writeStringField(2, statusMessage)
  if (status !== "unset") writer.writeVarintField(3, STATUSES[status])
}

const writeEvent: Write<SpanEvent> = ({ timeNs, name, attributes }, writer) => {
  writeTime(writer, 1, timeNs)
  writer.writeStringField(2, name)
  writeAttributes(attributes, writer, 3)
}

const writeLink: Write<SpanLink> = ({ traceId, spanId, attributes }, writer) => {
  writer.writeBytesField(1, Buffer.from(traceId, "hex"))
  writer.writeBytesField(2, Buffer.from(spanId, "hex"))
  writeAttributes(attributes, writer, 4)
}

/** A fixed64: as a number it would lose the last digits. */
function writeTime(writer: PbfWriter, tag: number, ns: bigint): void {
  writer.writeTag(tag, 1)
  writer.writeFixed32(Number(ns & 0xffff_ffffn))
  writer.writeFixed32(Number(ns >> 32n))
}

function writeAttributes(attributes: Attributes, writer: PbfWriter, tag: number): void {
  for (const attribute of Object.entries(attributes)) writer.writeMessage(tag, writeAttribute, attribute)
}

const writeAttribute: Write<[string, AttributeValue]> = ([key, value], writer) => {
  writer.writeStringField(1, key)
  writer.writeMessage(2, writeValue, value)
}

const writeValue: Write<AttributeValue> = (value, writer) => {
  if (typeof value === "string") writer.writeStringField(1, value)
  else if (typeof value === "boolean") writer.writeBooleanField(2, value)
  else if (Number.isInteger(value)) writer.writeVarintField(3, value)
  else writer.writeDoubleField(4, value)
}
