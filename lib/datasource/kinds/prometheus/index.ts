import "server-only"
import { parser } from "@prometheus-io/lezer-promql"
import { z } from "zod"
import { sourceOf } from "#lib/datasource/answer.ts"
import { firstError } from "#lib/datasource/first-error.ts"
import { interpolateText, plainText } from "#lib/datasource/interpolate.ts"
import { defineDatasource, type QueryContext } from "#lib/datasource/kind.ts"
import { seriesFrame, heatmapFrames, tableFrame } from "#lib/datasource/series-frames.ts"
import type { Series } from "#lib/datasource/matrix.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { AppError } from "#lib/http/errors.ts"
import { tryDuration } from "#lib/time/duration.ts"
import { type Answer, ask, type Asker } from "./ask.ts"
import { completePrometheus } from "./complete.ts"
import { exemplarFrame } from "./exemplars.ts"
import { halvesOf, joinHalves, type Range } from "./halves.ts"
import { PrometheusQuery, PrometheusSettings } from "./schema.ts"
import { prometheusValues } from "./variable-values.ts"

const label = "Prometheus"
const asker = (settings: { url: string }, { upstream, signal }: Pick<QueryContext, "upstream" | "signal">): Asker => ({
  upstream,
  signal,
  source: sourceOf(label, settings),
})

const BuildInfo = z.object({ version: z.string() })

/** Prometheus, and what answers its API (Mimir, Thanos, VictoriaMetrics). */
export const prometheus = defineDatasource({
  name: "prometheus",
  label,
  settings: PrometheusSettings,
  query: PrometheusQuery,
  interpolate: (query, values) => ({
    ...query,
    expr: interpolateText(query.expr, values),
    legend: query.legend && interpolateText(query.legend, values, plainText),
  }),
  reads: (query) => (query.mode === "instant" ? "instant" : "step"),
  queryError: (query) => firstError(parser.parse(query.expr)),
  minStepMs: (settings, query) => tryDuration(query.minStep ?? "") ?? tryDuration(settings.scrapeInterval ?? ""),
  run: async (settings, query, context) => {
    const from = asker(settings, context)
    const [answer, exemplars] = await Promise.all([readSeries(from, query, context), readExemplars(from, query, context)])
    const frames = framesOf(answer.series, query)
    if (exemplars.frame) frames.push(exemplars.frame)
    return withNotices(frames, [...answer.notices, ...exemplars.notices])
  },
  test: async (settings, context) => {
    const from = asker(settings, context)
    const answer = await ask.query(from, { query: "1+1" })
    const version = await ask.data(from, "/api/v1/status/buildinfo", {}, BuildInfo).catch(() => undefined)
    return { ok: answer.series.length > 0, message: "", version: version?.version }
  },
  complete: (settings, request, context) => completePrometheus(asker(settings, context), request),
  variableValues: (settings, query, context) => prometheusValues(asker(settings, context), query, context),
})

const timeOf = (ms: number) => String(ms / 1000)

async function readSeries(from: Asker, query: PrometheusQuery, { range, stepMs, alone }: QueryContext): Promise<Answer> {
  if (query.mode === "instant" || range.fromMs === range.toMs) return ask.query(from, { query: query.expr, time: timeOf(range.toMs) })
  const over = ({ fromMs, toMs }: Range) =>
    ask.query(from, { query: query.expr, start: timeOf(fromMs), end: timeOf(toMs), step: String(stepMs / 1000) })
  const halves = alone ? halvesOf(query.expr, range, stepMs) : undefined
  const joined = halves && joinHalves(await Promise.all([over(halves[0]), over(halves[1])]))
  return joined ?? over(range)
}

/** Exemplars are an extra: when they can't be read the series are still shown, and the reason is a notice. */
async function readExemplars(from: Asker, query: PrometheusQuery, context: QueryContext): Promise<{ frame?: Frame; notices: string[] }> {
  const { fromMs, toMs } = context.range
  if (!query.exemplars || query.mode === "instant" || fromMs === toMs) return { notices: [] }
  try {
    return { frame: await exemplarFrame(from, query.expr, context), notices: [] }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { notices: [`exemplars: ${error.params.text ?? error.key}`] }
  }
}

function framesOf(series: Series[], query: PrometheusQuery): Frame[] {
  if (query.format === "table") return [tableFrame(series)]
  if (query.format === "heatmap") return heatmapFrames(series)
  return series.map((one) => seriesFrame(one, query.legend))
}

/** Notices of the source go with the first frame; an answer without data still has to tell them. */
function withNotices(frames: Frame[], notices: string[]): Frame[] {
  if (notices.length === 0) return frames
  const [first = tableFrame([]), ...rest] = frames
  return [{ ...first, notices }, ...rest]
}
