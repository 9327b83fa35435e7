import "server-only"
import { parser } from "@grafana/lezer-logql"
import { z } from "zod"
import { sourceOf } from "#lib/datasource/answer.ts"
import { firstError } from "#lib/datasource/first-error.ts"
import { interpolateText, plainText, type Language } from "#lib/datasource/interpolate.ts"
import { defineDatasource, type CompleteRequest, type Completion, type QueryContext } from "#lib/datasource/kind.ts"
import { seriesFrame, tableFrame } from "#lib/datasource/series-frames.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { AppError } from "#lib/http/errors.ts"
import { ask, nanoseconds, type Asker } from "./ask.ts"
import { logsFrame } from "./lines.ts"
import { asksForLines } from "./log-query.ts"
import { LokiQuery, LokiSettings } from "./schema.ts"
import { tailLoki } from "./tail.ts"
import { queriesOfTrace } from "./trace-logs.ts"

const label = "Loki"
const DEFAULT_LINES = 1000
const logql: Language = { escaped: '"', verbatim: "`", comment: "#" }
const asker = (settings: { url: string }, { upstream, signal }: Pick<QueryContext, "upstream" | "signal">): Asker => ({
  upstream,
  signal,
  source: sourceOf(label, settings),
})

const BuildInfo = z.object({ version: z.string() })
const Fields = z.object({
  fields: z.array(z.object({ label: z.string(), type: z.string().catch(""), cardinality: z.number().catch(0) })).nullish(),
})

export const loki = defineDatasource({
  name: "loki",
  label,
  settings: LokiSettings,
  query: LokiQuery,
  interpolate: (query, values) => ({
    ...query,
    expr: interpolateText(query.expr, values, logql),
    legend: query.legend && interpolateText(query.legend, values, plainText),
  }),
  reads: (query) => (asksForLines(query.expr) ? "stream" : query.mode === "instant" ? "instant" : "step"),
  queryError: (query) => firstError(parser.parse(query.expr)),
  run: async (settings, query, context) => {
    const answer = await ask.query(asker(settings, context), paramsOf(query, context))
    const frames = answer.lines ? [logsFrame(answer.lines, "newest")] : answer.series.map((series) => seriesFrame(series, query.legend))
    return withNotices(frames, answer.notices)
  },
  test: async (settings, context) => {
    const from = asker(settings, context)
    const [version] = await Promise.all([
      ask.document(from, "/loki/api/v1/status/buildinfo", {}, BuildInfo).catch(() => undefined),
      ask.values(from, "/loki/api/v1/labels", {}),
    ])
    return { ok: true, message: "", version: version?.version }
  },
  complete: (settings, request, context) => complete(asker(settings, context), request),
  variableValues: (settings, query, context) => variableValues(asker(settings, context), query, context.range),
  logsOfTrace: (_settings, about) => queriesOfTrace(about),
  tail: (settings, query, context) => tailLoki(asker(settings, context), query, context),
})

function paramsOf(query: LokiQuery, { range, stepMs, limits }: QueryContext): Record<string, string> {
  const limit = String(Math.min(query.limit ?? DEFAULT_LINES, limits.lines))
  const isLines = asksForLines(query.expr)
  if (query.mode === "instant" || (!isLines && range.fromMs === range.toMs))
    return { query: query.expr, time: nanoseconds(range.toMs), limit }
  const window = { query: query.expr, start: nanoseconds(range.fromMs), end: nanoseconds(range.toMs) }
  return isLines ? { ...window, limit, direction: query.direction ?? "backward" } : { ...window, step: String(Math.max(stepMs, 1) / 1000) }
}

function withNotices(frames: Frame[], notices: string[]): Frame[] {
  if (notices.length === 0) return frames
  const [first = tableFrame([]), ...rest] = frames
  return [{ ...first, notices }, ...rest]
}

async function complete(from: Asker, request: CompleteRequest): Promise<Completion[]> {
  const window: Record<string, string> = request.range
    ? { start: nanoseconds(request.range.fromMs), end: nanoseconds(request.range.toMs) }
    : {}
  const params = request.match ? { ...window, query: request.match } : window
  const plain = (values: string[]) => values.slice(0, request.limit).map((value) => ({ value }))
  switch (request.what) {
    case "labels":
      return plain(await ask.values(from, "/loki/api/v1/labels", params))
    case "values":
      return request.name ? plain(await ask.values(from, valuesPath(request.name), params)) : []
    case "fields": {
      if (!request.match) return []
      const { fields } = await ask.document(from, "/loki/api/v1/detected_fields", params, Fields)
      return (fields ?? []).slice(0, request.limit).map((field) => ({ value: field.label, detail: field.type }))
    }
    case "metrics":
    case "tags":
    case "tagValues":
      return []
  }
}

const valuesPath = (name: string) => `/loki/api/v1/label/${encodeURIComponent(name)}/values`

/** `label_names()`, `label_values(label)`, `label_values({selector}, label)`. */
async function variableValues(from: Asker, query: string, range: QueryContext["range"]): Promise<string[]> {
  const text = query.trim()
  const window = { start: nanoseconds(range.fromMs), end: nanoseconds(range.toMs) }
  if (/^label_names\(\s*\)$/.test(text)) return ask.values(from, "/loki/api/v1/labels", window)
  const labelled = /^label_values\(\s*(?:([\s\S]+),)?\s*([\w.]+)\s*\)$/.exec(text)
  if (labelled?.[2]) return ask.values(from, valuesPath(labelled[2]), labelled[1] ? { ...window, query: labelled[1].trim() } : window)
  const known = "label_names(), label_values(label), label_values({selector}, label)"
  throw new AppError("bad_request", "variableQueryUnknown", { query: text.slice(0, 200), known })
}
