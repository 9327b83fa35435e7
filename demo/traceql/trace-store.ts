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
  /** Parents before children; the first is the root. Built when first read: whoever skips a trace by its summary pays nothing for it. */
  readonly spans: readonly Span[]
  /** Of the root: when it starts (fractions are less than a millisecond) and how long it takes, known before any span is built. */
  readonly startMs: number
  readonly durationMs: number
  readonly shape: TraceShape
}

/**
 * Traces that differ in nothing but times, ids and some values: one tree, the same services, instances, span names, kinds, statuses and
 * status codes. What a spanset filter makes of some of them tells what it makes of all, so a day of them is counted without building each.
 * `service.version` changes with deploys.
 */
export interface TraceShape {
  readonly name: string
  readonly services: readonly string[]
  readonly rootService: string
  readonly rootName: string
  /** At least one span has the status error. */
  readonly hasError: boolean
  readonly spanCount: number
  /** Exactly how many traces `traces` yields. */
  count(fromMs: number, toMs: number): number
  /** As of the store: root starts in `fromMs ≤ time < toMs` (whole milliseconds), newest first, lazily. */
  traces(fromMs: number, toMs: number): Iterable<Trace>
}

export interface TraceStore {
  /** Every shape there is; a trace of the store has one of them. */
  readonly shapes: readonly TraceShape[]
  /** Traces whose root starts in `fromMs ≤ time < toMs`, newest first, lazily. */
  traces(fromMs: number, toMs: number): Iterable<Trace>
  /** By 32 hex digits. */
  find(traceId: string): Trace | undefined
}
