// GET /api/search
import { bareId, ofAttributes } from "#demo/traceql/fields.ts"
import { durationNs } from "#demo/traceql/durations.ts"
import { parseQuery } from "#demo/traceql/parse.ts"
import { compileQuery, searchTraces, type Found, type SearchResult } from "#demo/traceql/search.ts"
import type { Spanset } from "#demo/traceql/spansets.ts"
import { QueryError } from "#demo/traceql/tokens.ts"
import type { TraceStore } from "#demo/traceql/trace-store.ts"
import type { TraceView } from "#demo/traceql/trace-view.ts"
import type { Answer, Call } from "../api.ts"
import { BadRequest, json, positive, secondsRange, type TempoLimits } from "./params.ts"
import { computedKeyValue } from "./values.ts"

const DEFAULT_TRACES = 20
const MAX_TRACES = 262_144
const DEFAULT_SPANS = 3
const MAX_SPANS = 100

/** Traces that fit `q`, or the older `tags`, `minDuration` and `maxDuration`; newest first. */
export function search(store: TraceStore, call: Call, limits: TempoLimits): Answer {
  const q = call.params.get("q")
  if (q && call.params.get("tags")) throw new BadRequest("invalid request: can't specify tags and q in the same query")
  const limit = positive(call, "limit", DEFAULT_TRACES)
  const spss = positive(call, "spss", DEFAULT_SPANS)
  const range = secondsRange(call, limits.recentMs, limits.searchRangeMs)
  if (limit > MAX_TRACES) throw new BadRequest(`limit ${limit} exceeds max limit ${MAX_TRACES}`)
  if (spss > MAX_SPANS) throw new BadRequest(`spans per span set exceeds ${MAX_SPANS}. received ${spss}`)
  const request = { ...range, limit, budget: limits.searchBudget }
  if (!q) {
    const result = searchTraces(store, { stage: { kind: "filter" }, spansets: legacyFilter(call) }, request)
    return json({ traces: result.traces.map(({ view }) => traceHead(view)), metrics: searchMetrics(result) })
  }
  const compiled = compileQuery(inSearchWords(q))
  const result = searchTraces(store, compiled, request)
  return json({ traces: result.traces.map((found) => foundTrace(found, compiled, spss)), metrics: searchMetrics(result) })
}

function inSearchWords(q: string) {
  try {
    return parseQuery(q)
  } catch (error) {
    if (error instanceof QueryError) throw new BadRequest(`invalid TraceQL query: ${error.message}`, { cause: error })
    throw error
  }
}

/** A search that the budget ended has jobs that were not done. */
const searchMetrics = ({ inspectedTraces, inspectedSpans, complete }: SearchResult) => ({
  ...(inspectedTraces > 0 ? { inspectedTraces } : {}),
  completedJobs: 1,
  totalJobs: complete ? 1 : 2,
  ...(inspectedSpans > 0 ? { inspectedSpans: String(inspectedSpans) } : {}),
})

function traceHead(view: TraceView) {
  const { startNs, endNs } = view.bounds
  const durationMs = Number((endNs - startNs) / 1_000_000n)
  return {
    traceID: bareId(view.trace.traceId),
    rootServiceName: String(ofAttributes(view.root!.resource, "service.name") ?? ""),
    rootTraceName: view.root!.name,
    startTimeUnixNano: String(startNs),
    ...(durationMs > 0 ? { durationMs } : {}),
  }
}

function foundTrace({ view, sets }: Found, compiled: ReturnType<typeof compileQuery>, spss: number) {
  const spanSets = sets.map((set) => spanSetJson(view, set, compiled, spss))
  return { ...traceHead(view), spanSet: spanSets[0], spanSets, serviceStats: serviceStats(view) }
}

function spanSetJson(view: TraceView, set: Spanset, { ofSpan, showsName }: ReturnType<typeof compileQuery>, spss: number) {
  const spans = set.spans.slice(0, spss).map((at) => {
    const span = view.spans[at]!
    const attributes = ofSpan(view, at).map(computedKeyValue)
    return {
      spanID: span.spanId,
      ...(showsName ? { name: span.name } : {}),
      startTimeUnixNano: String(span.startNs),
      ...(span.durationNs > 0n ? { durationNanos: String(span.durationNs) } : {}),
      ...(attributes.length > 0 ? { attributes } : {}),
    }
  })
  const computed = set.attributes.map(computedKeyValue)
  return { spans, matched: set.spans.length, ...(computed.length > 0 ? { attributes: computed } : {}) }
}

function serviceStats(view: TraceView) {
  const stats: Record<string, { spanCount: number; errorCount?: number }> = {}
  for (const { resource, status } of view.spans) {
    const name = String(ofAttributes(resource, "service.name") ?? "")
    const service = (stats[name] ??= { spanCount: 0 })
    service.spanCount++
    if (status === "error") service.errorCount = (service.errorCount ?? 0) + 1
  }
  return stats
}

/** Every tag must stand somewhere in the trace. */
function legacyFilter({ params }: Call): (view: TraceView) => Spanset[] {
  const tags = logfmt(params.get("tags") ?? "")
  const [leastNs, mostNs] = [durationOf(params, "minDuration"), durationOf(params, "maxDuration")]
  if (mostNs !== undefined && leastNs !== undefined && mostNs <= leastNs)
    throw new BadRequest("invalid maxDuration: must be greater than minDuration")
  return (view) => {
    const ns = Number(view.bounds.endNs - view.bounds.startNs)
    if (ns < (leastNs ?? 0) || ns > (mostNs ?? Number.POSITIVE_INFINITY)) return []
    return tags.every(([name, value]) => hasTag(view, name, value)) ? [{ spans: [0], attributes: [] }] : []
  }
}

function hasTag(view: TraceView, name: string, value: string): boolean {
  return view.spans.some((span) => {
    if (name === "name") return span.name === value
    if (name === "status") return span.status === value
    if (name === "error") return (span.status === "error") === (value === "true")
    return [span.attributes, span.resource].some((attributes) => String(ofAttributes(attributes, name)) === value)
  })
}

function durationOf(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name)
  if (!text) return undefined
  const ns = durationNs(text)
  if (ns === undefined) throw new BadRequest(`invalid ${name}: time: invalid duration ${JSON.stringify(text)}`)
  return ns
}

/** `service.name=payment http.route="/a b"`. */
function logfmt(text: string): [string, string][] {
  return [...text.matchAll(/([^\s=]+)=("(?:[^"\\]|\\.)*"|\S*)/g)].map(([, name, value]) => [
    name!,
    value!.startsWith('"') ? value!.slice(1, -1).replace(/\\(.)/g, "$1") : value!,
  ])
}
