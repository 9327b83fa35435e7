import { z } from "zod"
import { normalTraceId } from "#lib/datasource/trace-id.ts"
import type { Field, Frame } from "#lib/frame/frame.ts"
import { attributesOf } from "./json-value.ts"

const SpanSet = z.object({
  spans: z
    .array(
      z.object({
        spanID: z.string(),
        name: z.string().optional(),
        startTimeUnixNano: z.string().optional(),
        durationNanos: z.string().optional(),
        attributes: z.unknown().optional(),
      }),
    )
    .nullish(),
  matched: z.number().optional(),
  attributes: z.unknown().optional(),
})

export const SearchAnswer = z.object({
  traces: z
    .array(
      z.object({
        traceID: z.string(),
        rootServiceName: z.string().optional(),
        rootTraceName: z.string().optional(),
        startTimeUnixNano: z.string().optional(),
        durationMs: z.number().optional(),
        spanSet: SpanSet.nullish(),
        spanSets: z.array(SpanSet).nullish(),
        serviceStats: z.record(z.string(), z.object({ spanCount: z.number().optional(), errorCount: z.number().optional() })).nullish(),
      }),
    )
    .nullish(),
})
type FoundTrace = NonNullable<z.output<typeof SearchAnswer>["traces"]>[number]

const text = (name: string, values: string[]): Field => ({ name, type: "text", values })
const number = (name: string, values: number[]): Field => ({ name, type: "number", values })

/** Found traces as a table, newest first: traceId (32 hex), service, name, start, durationMs, spanCount, errorCount, matched, spans (json). */
export function searchFrame(answer: z.output<typeof SearchAnswer>): Frame {
  const rows = (answer.traces ?? []).map(rowOf).toSorted((a, b) => b.start - a.start)
  return {
    shape: "table",
    labels: {},
    fields: [
      text(
        "traceId",
        rows.map((row) => row.traceId),
      ),
      text(
        "service",
        rows.map((row) => row.service),
      ),
      text(
        "name",
        rows.map((row) => row.name),
      ),
      { name: "start", type: "time", values: rows.map((row) => row.start) },
      number(
        "durationMs",
        rows.map((row) => row.durationMs),
      ),
      number(
        "spanCount",
        rows.map((row) => row.spanCount),
      ),
      number(
        "errorCount",
        rows.map((row) => row.errorCount),
      ),
      number(
        "matched",
        rows.map((row) => row.matched),
      ),
      { name: "spans", type: "json", values: rows.map((row) => row.spans) },
    ],
    notices: [],
  }
}

const sum = (values: (number | undefined)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0)

function rowOf(trace: FoundTrace) {
  const sets = trace.spanSets ?? (trace.spanSet ? [trace.spanSet] : [])
  const stats = Object.values(trace.serviceStats ?? {})
  const matched = sum(sets.map((set) => set.matched ?? set.spans?.length))
  return {
    traceId: normalTraceId(trace.traceID) ?? trace.traceID,
    service: trace.rootServiceName ?? "",
    name: trace.rootTraceName ?? "",
    start: Number(trace.startTimeUnixNano ?? 0) / 1e6,
    // Tempo leaves out a zero: shorter than a millisecond.
    durationMs: trace.durationMs ?? 0,
    spanCount: sum(stats.map((service) => service.spanCount)) || matched,
    errorCount: sum(stats.map((service) => service.errorCount)),
    matched,
    spans: sets.flatMap((set) =>
      (set.spans ?? []).map((span) => ({
        spanId: span.spanID.padStart(16, "0"),
        name: span.name ?? "",
        startMs: Number(span.startTimeUnixNano ?? 0) / 1e6,
        durationMs: Number(span.durationNanos ?? 0) / 1e6,
        attributes: { ...attributesOf(span.attributes), ...attributesOf(set.attributes) },
      })),
    ),
  }
}
