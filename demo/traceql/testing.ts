// A few traces written by hand, and a store of them.
import type { Attributes, Span, Trace, TraceShape, TraceStore } from "./trace-store.ts"

/** When the first of the traces begins. */
export const START_MS = 1_795_209_600_000

interface Sketch {
  name: string
  /** 1 for the first span; the parent's number. */
  parent?: number
  service: string
  kind?: Span["kind"]
  status?: Span["status"]
  statusMessage?: string
  /** After the trace began. */
  atMs?: number
  ms: number
  attributes?: Attributes
  events?: Span["events"]
  links?: Span["links"]
}

const RESOURCES: Record<string, Attributes> = Object.fromEntries(
  ["gateway", "payment", "listing-search", "notification"].map((name) => [
    name,
    { "service.name": name, "service.version": "1.4.2", "host.name": name === "payment" ? "host-2" : "host-1", "process.pid": 1 },
  ]),
)

const spanId = (traceId: string, at: number) => `${traceId.slice(-8)}${String(at).padStart(8, "0")}`

/** A trace from its spans, parents first. */
export function traceOf(traceId: string, beginMs: number, sketches: readonly Sketch[]): SketchedTrace {
  const spans = sketches.map((sketch, at): Span => ({
    spanId: spanId(traceId, at + 1),
    ...(sketch.parent === undefined ? {} : { parentSpanId: spanId(traceId, sketch.parent) }),
    name: sketch.name,
    kind: sketch.kind ?? "internal",
    startNs: BigInt(Math.round((beginMs + (sketch.atMs ?? at)) * 1000)) * 1000n,
    durationNs: BigInt(Math.round(sketch.ms * 1000)) * 1000n,
    status: sketch.status ?? "unset",
    ...(sketch.statusMessage ? { statusMessage: sketch.statusMessage } : {}),
    attributes: sketch.attributes ?? {},
    events: sketch.events ?? [],
    links: sketch.links ?? [],
    resource: RESOURCES[sketch.service]!,
    scope: { name: `io.opentelemetry.${sketch.kind ?? "internal"}`, version: "2.9.0" },
  }))
  const root = sketches[0]!
  const startMs = Number(spans[0]!.startNs) / 1e6
  return { traceId, spans, startMs, durationMs: root.ms, outline: outlineOf(spans) }
}

const outlineOf = (spans: readonly Span[]) =>
  spans
    .map((span) => [span.name, span.kind, span.status, span.resource["service.name"], span.attributes["http.response.status_code"]])
    .join()

type SketchedTrace = Omit<Trace, "shape"> & { outline: string }

/** A store of traces; those whose outlines are equal share a shape. Counts what it hands out. */
export function storeOf(sketched: readonly SketchedTrace[]): TraceStore & { handedOut: number } {
  const store = {
    handedOut: 0,
    shapes: [] as TraceShape[],
    traces: within(() => traces),
    find: (traceId: string) => traces.find((trace) => trace.traceId === traceId),
  }
  const shapes = new Map<string, TraceShape>()
  const traces: Trace[] = sketched.toSorted((a, b) => b.startMs - a.startMs).map((trace) => ({ ...trace, shape: shapeOf(trace) }))
  function within(all: () => readonly Trace[]) {
    return function* (fromMs: number, toMs: number) {
      for (const trace of all()) {
        if (trace.startMs < fromMs || trace.startMs >= toMs) continue
        store.handedOut++
        yield trace
      }
    }
  }
  function shapeOf({ outline, spans }: SketchedTrace): TraceShape {
    const known = shapes.get(outline)
    if (known) return known
    const own = () => traces.filter((trace) => trace.shape === shape)
    const shape: TraceShape = {
      name: outline,
      services: [...new Set(spans.map(({ resource }) => String(resource["service.name"])))],
      rootService: String(spans[0]!.resource["service.name"]),
      rootName: spans[0]!.name,
      hasError: spans.some(({ status }) => status === "error"),
      spanCount: spans.length,
      count: (fromMs, toMs) => own().filter(({ startMs }) => startMs >= fromMs && startMs < toMs).length,
      traces: within(own),
    }
    shapes.set(outline, shape)
    store.shapes.push(shape)
    return shape
  }
  return store
}

export const ID = {
  pay: "00000000000000000000000000000abc",
  list: "0123456789abcdef0123456789abcdef",
  push: "fedcba9876543210fedcba9876543210",
}

const message = "HikariPool-1 - Connection is not available, request timed out after 3000ms"

/** A payment that failed, a listing that was fast, a push that nobody waited for; a minute apart. */
export const SMALL_WORLD: readonly SketchedTrace[] = [
  traceOf(ID.pay, START_MS, [
    {
      name: "POST /api/payments",
      service: "gateway",
      kind: "server",
      status: "error",
      ms: 2000,
      attributes: { "http.response.status_code": 500 },
    },
    { name: "POST", parent: 1, service: "gateway", kind: "client", status: "error", ms: 1900, attributes: { "server.address": "payment" } },
    {
      name: "POST /payments",
      parent: 2,
      service: "payment",
      kind: "server",
      status: "error",
      statusMessage: message,
      ms: 1800,
      attributes: { "http.response.status_code": 500, "결제.수단": "카드" },
      events: [
        {
          timeNs: BigInt(START_MS + 1700) * 1_000_000n,
          name: "exception",
          attributes: { "exception.type": "SQLTransientConnectionException" },
        },
        { timeNs: BigInt(START_MS + 1750) * 1_000_000n, name: "retry", attributes: { attempt: 2 } },
      ],
    },
    {
      name: "SELECT orders",
      parent: 3,
      service: "payment",
      kind: "client",
      ms: 5,
      attributes: { "db.system": "postgresql", rows: 3, ratio: 0.5 },
    },
    {
      name: "UPDATE orders",
      parent: 3,
      service: "payment",
      kind: "client",
      ms: 7.5,
      attributes: { "db.system": "postgresql", rows: 1 },
      links: [{ traceId: ID.list, spanId: spanId(ID.list, 1), attributes: { "link.kind": "producer" } }],
    },
  ]),
  traceOf(ID.list, START_MS + 60_000, [
    {
      name: "GET /api/listings",
      service: "gateway",
      kind: "server",
      status: "ok",
      ms: 50,
      attributes: { "http.response.status_code": 200 },
    },
    {
      name: "GET /listings",
      parent: 1,
      service: "listing-search",
      kind: "server",
      ms: 40,
      attributes: { "http.response.status_code": 200, cached: true, "db.system": "elasticsearch", "with space": "a b" },
    },
  ]),
  traceOf(ID.push, START_MS + 120_000, [
    { name: "order-paid process", service: "notification", kind: "consumer", ms: 10, attributes: { "service.name": "own", big: 1e12 } },
  ]),
]

/** One trace of one span every `gapMs`, durations of 10 to 100 ms in turn, every fifth an error. */
export function evenTraces(count: number, gapMs: number): SketchedTrace[] {
  return Array.from({ length: count }, (_, at) =>
    traceOf(String(at + 1).padStart(32, "0"), START_MS + at * gapMs, [
      {
        name: at % 2 === 0 ? "GET /a" : "GET /b",
        service: "gateway",
        kind: "server",
        status: at % 5 === 0 ? "error" : "unset",
        ms: ((at % 10) + 1) * 10,
        attributes: { code: at % 5 === 0 ? 500 : 200 },
      },
    ]),
  )
}
