import { z } from "zod"
import type { QueryContext } from "#lib/datasource/kind.ts"
import { normalTraceId, traceIdIn } from "#lib/datasource/trace-id.ts"
import { sampleValue } from "#lib/datasource/samples.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { ask, type Asker } from "./ask.ts"

const Exemplars = z.array(
  z.object({
    seriesLabels: z.record(z.string(), z.string()),
    exemplars: z.array(z.object({ labels: z.record(z.string(), z.string()), value: z.string(), timestamp: z.number() })),
  }),
)

/** Exemplars of a query's selectors as one table: time, value, traceId (32 hex or ""), labels. Undefined when there are none. */
export async function exemplarFrame(from: Asker, expr: string, { range }: Pick<QueryContext, "range">): Promise<Frame | undefined> {
  const params = { query: expr, start: String(range.fromMs / 1000), end: String(range.toMs / 1000) }
  const all = await ask.data(from, "/api/v1/query_exemplars", params, Exemplars, "POST")
  const rows = all
    .flatMap(({ seriesLabels, exemplars }) =>
      exemplars.map(({ labels, value, timestamp }) => ({
        time: Math.round(timestamp * 1000),
        value: sampleValue(value),
        traceId: normalTraceId(traceIdIn(labels) ?? "") ?? "",
        labels: { ...seriesLabels, ...labels },
      })),
    )
    .toSorted((a, b) => a.time - b.time)
  if (rows.length === 0) return undefined
  return {
    shape: "table",
    name: "exemplars",
    labels: {},
    fields: [
      { name: "time", type: "time", values: rows.map((row) => row.time) },
      { name: "value", type: "number", values: rows.map((row) => row.value) },
      { name: "traceId", type: "text", values: rows.map((row) => row.traceId) },
      { name: "labels", type: "json", values: rows.map((row) => row.labels) },
    ],
    notices: [],
  }
}
