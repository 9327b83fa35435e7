// What the TraceQL engine asks of whoever holds the traces.

/** An integral number is an OTLP int, any other number a double. */
export type AttributeValue = string | number | boolean
export type Attributes = Readonly<Record<string, AttributeValue>>

export interface SpanEvent {
  timeNs: bigint
  name: string
  attributes: Attributes
}

export interface SpanLink {
  traceId: string
  spanId: string
  attributes: Attributes
}

export interface Span {
  /** 16 hex digits. */
  spanId: string
  /** Absent on the root. */
  parentSpanId?: string
  name: string
  kind: "server" | "client" | "internal" | "producer" | "consumer"
  startNs: bigint
  durationNs: bigint
  status: "unset" | "ok" | "error"
  statusMessage?: string
  attributes: Attributes
  events: readonly SpanEvent[]
  links: readonly SpanLink[]
  /** `service.name` and the rest of who wrote it; spans of one instance share the object. */
  resource: Attributes
  /** Instrumentation. */
  scope: { name: string; version?: string }
}

export interface Trace {
  /** 32 hex digits; may begin with zeros. */
  traceId: string
  /** Parents before children; the first is the root. */
  spans: readonly Span[]
}

export interface TraceStore {
  /** Traces whose root starts in `fromMs ≤ time < toMs`, newest first, lazily. */
  traces(fromMs: number, toMs: number): Iterable<Trace>
  /** By 32 hex digits. */
  find(traceId: string): Trace | undefined
}
