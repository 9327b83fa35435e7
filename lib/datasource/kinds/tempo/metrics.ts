import { z } from "zod"
import { normalTraceId } from "#lib/datasource/trace-id.ts"
import { legendOf } from "#lib/datasource/legend.ts"
import type { Frame, Labels } from "#lib/frame/frame.ts"
import { attributesOf } from "./json-value.ts"

/** Values are numbers, or text where JSON has no word for them; a missing one is zero. */
const Value = z.union([z.number(), z.string()]).optional()
const Sample = z.object({ timestampMs: z.string(), value: Value })
const Exemplar = z.object({ labels: z.unknown().optional(), value: Value, timestampMs: z.string() })

export const MetricsAnswer = z.object({
  series: z
    .array(
      z.object({
        labels: z.unknown().optional(),
        samples: z.array(Sample).nullish(),
        value: Value,
        exemplars: z.array(Exemplar).nullish(),
      }),
    )
    .nullish(),
  status: z.string().optional(),
  message: z.string().optional(),
})
export type MetricsAnswer = z.output<typeof MetricsAnswer>

/** Stages that make numbers of spans. */
const METRIC_STAGE =
  /\|\s*(rate|count_over_time|min_over_time|max_over_time|avg_over_time|sum_over_time|quantile_over_time|histogram_over_time|compare|topk|bottomk)\s*\(/

/** Whether a TraceQL query asks for numbers: sent to search, the stage would be ignored. */
export function asksForMetrics(traceql: string): boolean {
  return METRIC_STAGE.test(traceql.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""'))
}

const numberOf = (value: z.output<typeof Value>): number =>
  value === "Infinity" || value === "+Inf"
    ? Number.POSITIVE_INFINITY
    : value === "-Infinity" || value === "-Inf"
      ? Number.NEGATIVE_INFINITY
      : Number(value ?? 0)

/** Series and, where there are any, one table of exemplars. @param atMs time of an instant answer's values */
export function metricsFrames({ series, status, message }: MetricsAnswer, legend: string | undefined, atMs: number): Frame[] {
  const frames = (series ?? []).map((one): Frame => {
    const labels = labelsOf(one.labels)
    const samples = one.samples ?? (one.value === undefined ? [] : [{ timestampMs: String(atMs), value: one.value }])
    const name = legendOf(legend, labels)
    return {
      shape: "series",
      ...(name === undefined ? {} : { name }),
      labels,
      fields: [
        { name: "time", type: "time", values: Float64Array.from(samples, (sample) => Number(sample.timestampMs)) },
        { name: "value", type: "number", values: Float64Array.from(samples, (sample) => numberOf(sample.value)) },
      ],
      notices: [],
    }
  })
  const exemplars = exemplarFrame(series ?? [])
  if (exemplars) frames.push(exemplars)
  const [first] = frames
  if (status === "PARTIAL" && first) frames[0] = { ...first, notices: [message || "PARTIAL"] }
  return frames
}

function labelsOf(list: unknown): Labels {
  return Object.fromEntries(
    Object.entries(attributesOf(list)).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  )
}

function exemplarFrame(series: NonNullable<MetricsAnswer["series"]>): Frame | undefined {
  const rows = series
    .flatMap((one) =>
      (one.exemplars ?? []).map((exemplar) => ({ exemplar, labels: { ...labelsOf(one.labels), ...labelsOf(exemplar.labels) } })),
    )
    .toSorted((a, b) => Number(a.exemplar.timestampMs) - Number(b.exemplar.timestampMs))
  if (rows.length === 0) return undefined
  return {
    shape: "table",
    name: "exemplars",
    labels: {},
    fields: [
      { name: "time", type: "time", values: rows.map(({ exemplar }) => Number(exemplar.timestampMs)) },
      { name: "value", type: "number", values: rows.map(({ exemplar }) => numberOf(exemplar.value)) },
      { name: "traceId", type: "text", values: rows.map(({ labels }) => normalTraceId(labels["trace:id"] ?? labels.traceId ?? "") ?? "") },
      { name: "labels", type: "json", values: rows.map(({ labels }) => labels) },
    ],
    notices: [],
  }
}
