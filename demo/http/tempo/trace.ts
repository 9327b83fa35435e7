// A trace by its id, as JSON with protobuf's rules or as protobuf.
import type { Span, Trace, TraceStore } from "#demo/traceql/trace-store.ts"
import type { Answer, Call } from "../api.ts"
import { BadRequest, json } from "./params.ts"
import { encodeTrace } from "./trace-protobuf.ts"
import { keyValues } from "./values.ts"

const MAX_HEX = 32

/** `{trace: {resourceSpans}, metrics}`; a missing trace is 200 and empty. */
export function traceV2(store: TraceStore, call: Call, id: string): Answer {
  const trace = store.find(hexId(id))
  if (wantsProtobuf(call)) return protobuf(encodeTrace(trace ? bundles(trace) : [], true))
  return json({ trace: trace ? { resourceSpans: bundles(trace).map(bundleJson) } : {}, metrics: {} })
}

/** `{batches}`; a missing trace is 404 and empty. */
export function traceV1(store: TraceStore, call: Call, id: string): Answer {
  const trace = store.find(hexId(id))
  if (!trace) return { status: 404, type: "text/plain; charset=utf-8", body: "" }
  if (wantsProtobuf(call)) return protobuf(encodeTrace(bundles(trace), false))
  return json({ batches: bundles(trace).map(bundleJson) })
}

const protobuf = (body: Uint8Array): Answer => ({ status: 200, type: "application/protobuf", body })
const wantsProtobuf = ({ headers }: Call) => headers.accept?.includes("application/protobuf") ?? false

function hexId(text: string): string {
  const bad = /[^0-9a-f]/i.exec(text)
  if (bad) throw new BadRequest(`trace IDs can only contain hex characters: invalid character '${bad[0]}' at position ${bad.index + 1}`)
  if (text.length > MAX_HEX) throw new BadRequest("trace IDs can't be larger than 128 bits")
  return text.toLowerCase().padStart(MAX_HEX, "0")
}

/** Spans of one resource, by who recorded them. */
export interface Bundle {
  resource: Span["resource"]
  scopes: { scope: Span["scope"]; spans: (Span & { traceId: string })[] }[]
}

function bundles({ traceId, spans }: Trace): Bundle[] {
  const found = new Map<Span["resource"], Bundle>()
  for (const span of spans) {
    let bundle = found.get(span.resource)
    if (!bundle) found.set(span.resource, (bundle = { resource: span.resource, scopes: [] }))
    const { name, version } = span.scope
    let within = bundle.scopes.find(({ scope }) => scope.name === name && scope.version === version)
    if (!within) bundle.scopes.push((within = { scope: span.scope, spans: [] }))
    within.spans.push({ ...span, traceId })
  }
  return [...found.values()]
}

const base64 = (hex: string) => Buffer.from(hex, "hex").toString("base64")
const attributes = (of: Span["attributes"]) => (Object.keys(of).length > 0 ? { attributes: keyValues(of) } : {})

const bundleJson = ({ resource, scopes }: Bundle) => ({
  resource: attributes(resource),
  scopeSpans: scopes.map(({ scope: { name, version }, spans }) => ({
    scope: { name, ...(version ? { version } : {}) },
    spans: spans.map(spanJson),
  })),
})

function spanJson(span: Span & { traceId: string }) {
  return {
    traceId: base64(span.traceId),
    spanId: base64(span.spanId),
    ...(span.parentSpanId ? { parentSpanId: base64(span.parentSpanId) } : {}),
    name: span.name,
    kind: `SPAN_KIND_${span.kind.toUpperCase()}`,
    startTimeUnixNano: String(span.startNs),
    endTimeUnixNano: String(span.startNs + span.durationNs),
    ...attributes(span.attributes),
    ...(span.events.length > 0 ? { events: span.events.map(eventJson) } : {}),
    ...(span.links.length > 0 ? { links: span.links.map(linkJson) } : {}),
    status: {
      ...(span.statusMessage ? { message: span.statusMessage } : {}),
      ...(span.status === "unset" ? {} : { code: `STATUS_CODE_${span.status.toUpperCase()}` }),
    },
  }
}

const eventJson = (event: Span["events"][number]) => ({
  timeUnixNano: String(event.timeNs),
  name: event.name,
  ...attributes(event.attributes),
})

const linkJson = (link: Span["links"][number]) => ({
  traceId: base64(link.traceId),
  spanId: base64(link.spanId),
  ...attributes(link.attributes),
})
