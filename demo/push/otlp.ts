// Traces and lines as OTLP over HTTP writes them in JSON: ids in hex, enums as integers, 64-bit numbers as text.
import type { LogLine } from "#demo/logql/log-store.ts"
import type { Labels } from "#demo/promql/storage.ts"
import type { Attributes, AttributeValue, Span, Trace } from "#demo/traceql/trace-store.ts"

type AnyValue = { stringValue: string } | { boolValue: boolean } | { intValue: string } | { doubleValue: number }
export interface KeyValue {
  key: string
  value: AnyValue
}

const KINDS = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const
const STATUSES = { unset: 0, ok: 1, error: 2 } as const
const SEVERITIES: Record<string, number> = { trace: 1, debug: 5, info: 9, warn: 13, error: 17, fatal: 21 }

function valueOf(value: AttributeValue): AnyValue {
  if (typeof value === "string") return { stringValue: value }
  if (typeof value === "boolean") return { boolValue: value }
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}

const pairsOf = (attributes: Attributes): KeyValue[] => Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }))

const spanOf = (traceId: string, span: Span) => ({
  traceId,
  spanId: span.spanId,
  ...(span.parentSpanId !== undefined && { parentSpanId: span.parentSpanId }),
  name: span.name,
  kind: KINDS[span.kind],
  startTimeUnixNano: String(span.startNs),
  endTimeUnixNano: String(span.startNs + span.durationNs),
  attributes: pairsOf(span.attributes),
  events: span.events.map(({ timeNs, name, attributes }) => ({ timeUnixNano: String(timeNs), name, attributes: pairsOf(attributes) })),
  links: span.links.map(({ traceId, spanId, attributes }) => ({ traceId, spanId, attributes: pairsOf(attributes) })),
  status: { code: STATUSES[span.status], ...(span.statusMessage !== undefined && { message: span.statusMessage }) },
})

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups]
}

/** An ExportTraceServiceRequest. */
export function exportOfTraces(traces: readonly Trace[]) {
  const spans = traces.flatMap(({ traceId, spans }) => spans.map((span) => ({ traceId, span })))
  return {
    resourceSpans: groupBy(spans, ({ span }) => span.resource).map(([resource, own]) => ({
      resource: { attributes: pairsOf(resource) },
      scopeSpans: groupBy(own, ({ span }) => span.scope).map(([scope, own]) => ({
        scope,
        spans: own.map(({ traceId, span }) => spanOf(traceId, span)),
      })),
    })),
  }
}

/** Index labels under the names by which OpenTelemetry knows them; Loki makes the same labels of these again. */
const RESOURCE_NAMES: Record<string, string> = {
  service_name: "service.name",
  namespace: "k8s.namespace.name",
  pod: "k8s.pod.name",
  host: "host.name",
}

function recordOf({ timeNs, line, metadata }: LogLine) {
  const { trace_id, span_id, detected_level = "info", ...rest } = metadata
  return {
    timeUnixNano: String(timeNs),
    observedTimeUnixNano: String(timeNs),
    severityNumber: SEVERITIES[detected_level] ?? 0,
    severityText: detected_level.toUpperCase(),
    body: { stringValue: line },
    attributes: pairsOf(rest),
    ...(trace_id !== undefined && { traceId: trace_id }),
    ...(span_id !== undefined && { spanId: span_id }),
  }
}

/** An ExportLogsServiceRequest of some streams' lines. */
export const exportOfLogs = (streams: readonly { labels: Labels; lines: readonly LogLine[] }[]) => ({
  resourceLogs: streams.map(({ labels, lines }) => ({
    resource: {
      attributes: Object.entries(labels).map(([key, value]) => ({ key: RESOURCE_NAMES[key] ?? key, value: { stringValue: value } })),
    },
    scopeLogs: [{ scope: { name: "demo" }, logRecords: lines.map(recordOf) }],
  })),
})
