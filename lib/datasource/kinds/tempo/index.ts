import "server-only"
import { z } from "zod"
import { sourceOf } from "#lib/datasource/answer.ts"
import { interpolateText, plainText, type Language } from "#lib/datasource/interpolate.ts"
import { defineDatasource, type CompleteRequest, type Completion, type QueryContext } from "#lib/datasource/kind.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { AppError } from "#lib/http/errors.ts"
import { ask, type Asker } from "./ask.ts"
import { asksForMetrics, MetricsAnswer, metricsFrames } from "./metrics.ts"
import { TempoQuery, TempoSettings } from "./schema.ts"
import { SearchAnswer, searchFrame } from "./search.ts"
import { spansFrame, wantedTraceId } from "./spans.ts"
import { knowsMostRecent, versionOf } from "./version.ts"

const label = "Tempo"
const DEFAULT_TRACES = 20
const traceql: Language = { escaped: '"', verbatim: "`", comment: "" }
const asker = (settings: { url: string }, { upstream, signal }: Pick<QueryContext, "upstream" | "signal">): Asker => ({
  upstream,
  signal,
  source: sourceOf(label, settings),
})

const Tags = z.object({ scopes: z.array(z.object({ name: z.string(), tags: z.array(z.string()).nullish() })).nullish() })
const TagValues = z.object({ tagValues: z.array(z.object({ type: z.string().catch(""), value: z.string() })).nullish() })

export const tempo = defineDatasource({
  name: "tempo",
  label,
  settings: TempoSettings,
  query: TempoQuery,
  interpolate: (query, values) =>
    "traceId" in query
      ? { traceId: interpolateText(query.traceId, values, plainText) }
      : {
          ...query,
          traceql: interpolateText(query.traceql, values, traceql),
          legend: query.legend && interpolateText(query.legend, values, plainText),
        },
  reads: (query) => ("traceql" in query && asksForMetrics(query.traceql) ? "step" : "stream"),
  run: async (settings, query, context) => {
    const from = asker(settings, context)
    if ("traceId" in query) return [await traceFrame(from, query.traceId, context)]
    return asksForMetrics(query.traceql) ? metrics(from, query, context) : [await search(from, query, context)]
  },
  test: async (settings, context) => {
    const from = asker(settings, context)
    await ask.document(from, "/api/v2/search/tags", {}, Tags)
    return { ok: true, message: "", version: await versionOf(from, Date.now()) }
  },
  complete: (settings, request, context) => complete(asker(settings, context), request),
  variableValues: (settings, query, context) => variableValues(asker(settings, context), query, context),
  trace: (settings, traceId, context) => traceFrame(asker(settings, context), traceId, context),
})

const seconds = (ms: number) => String(Math.floor(ms / 1000))
const window = ({ fromMs, toMs }: QueryContext["range"]) => ({
  start: seconds(fromMs),
  end: String(Math.max(Math.ceil(toMs / 1000), Math.floor(fromMs / 1000) + 1)),
})

/** Looked up by id alone: a range that misses part of a trace would return that part only. */
async function traceFrame(from: Asker, text: string, { limits }: QueryContext): Promise<Frame> {
  const traceId = wantedTraceId(text)
  const trace = await ask.trace(from, traceId, {})
  const frame = spansFrame(traceId, trace)
  return trace.spans.length > limits.spans ? { ...frame, notices: [...frame.notices, `${trace.spans.length} spans`] } : frame
}

type Search = Extract<TempoQuery, { traceql: string }>

async function search(from: Asker, query: Search, { range }: QueryContext): Promise<Frame> {
  const hasHints = /\bwith\s*\(/.test(query.traceql)
  const newest = !hasHints && knowsMostRecent(await versionOf(from, Date.now()))
  const params = {
    q: newest ? `${query.traceql} with (most_recent=true)` : query.traceql,
    limit: String(query.limit ?? DEFAULT_TRACES),
    ...(query.spansPerSpanSet ? { spss: String(query.spansPerSpanSet) } : {}),
    ...window(range),
  }
  return searchFrame(await ask.document(from, "/api/search", params, SearchAnswer))
}

async function metrics(from: Asker, query: Search, { range, stepMs }: QueryContext): Promise<Frame[]> {
  const isInstant = range.fromMs === range.toMs
  const path = isInstant ? "/api/metrics/query" : "/api/metrics/query_range"
  const params = isInstant
    ? { q: query.traceql, start: seconds(range.toMs - 300_000), end: seconds(range.toMs) }
    : { q: query.traceql, ...window(range), step: `${Math.max(1, Math.round(stepMs / 1000))}s`, exemplars: "100" }
  return metricsFrames(await ask.document(from, path, params, MetricsAnswer), query.legend, range.toMs)
}

async function complete(from: Asker, request: CompleteRequest): Promise<Completion[]> {
  const range = request.range ? window(request.range) : {}
  const q: Record<string, string> = request.match ? { q: request.match } : {}
  switch (request.what) {
    case "tags": {
      const { scopes } = await ask.document(from, "/api/v2/search/tags", { ...range, ...q }, Tags)
      const all = (scopes ?? []).flatMap(({ name, tags }) =>
        (tags ?? []).map((tag) => ({ value: name === "intrinsic" ? tag : `${name}.${tag}`, detail: name })),
      )
      return all.slice(0, request.limit)
    }
    case "tagValues":
      return request.name ? (await tagValues(from, request.name, { ...range, ...q })).slice(0, request.limit) : []
    case "metrics":
    case "labels":
    case "values":
    case "fields":
      return []
  }
}

async function tagValues(from: Asker, name: string, params: Record<string, string>): Promise<Completion[]> {
  const answer = await ask.document(from, `/api/v2/search/tag/${encodeURIComponent(name)}/values`, params, TagValues)
  return (answer.tagValues ?? []).map(({ type, value }) => ({ value, detail: type }))
}

/** `label_values(resource.service.name)`, or the scoped tag's name alone. */
async function variableValues(from: Asker, query: string, { range }: QueryContext): Promise<string[]> {
  const name =
    /^(?:label_values|tag_values)\(\s*([^\s()]+)\s*\)$/.exec(query.trim())?.[1] ??
    (/^[\p{L}\p{N}_.:-]+$/u.test(query.trim()) ? query.trim() : undefined)
  if (!name)
    throw new AppError("bad_request", "variableQueryUnknown", { query: query.slice(0, 200), known: "label_values(resource.service.name)" })
  return (await tagValues(from, name, window(range))).map(({ value }) => value)
}
