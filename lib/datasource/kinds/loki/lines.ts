import { z } from "zod"
import { items, JsonBroken, members, readValue, skipValue, type Cursor } from "#lib/datasource/json-scan.ts"
import { idsInLine, normalSpanId, normalTraceId, spanIdIn, traceIdIn } from "#lib/datasource/trace-id.ts"
import type { Frame, Labels } from "#lib/frame/frame.ts"
import { levelIn } from "./level.ts"

const LabelSet = z.record(z.string(), z.string())
const Categories = z.object({ structuredMetadata: LabelSet.optional(), parsed: LabelSet.optional() })

export interface Line {
  /** Nanoseconds since 1970, as digits. */
  ns: string
  line: string
  labels: { stream: Labels; metadata: Labels; parsed: Labels }
}

const none: Labels = {}

/** Reads one stream: its labels and its lines, one at a time. */
export function* readStream(cursor: Cursor): Generator<undefined, Line[]> {
  const from = cursor.at
  const lines: Line[] = []
  let stream: Labels | undefined
  for (const key of members(cursor)) {
    if (key === "stream") {
      const parsed = LabelSet.safeParse(readValue(cursor))
      if (!parsed.success) throw new JsonBroken(from)
      stream = parsed.data
    } else if (key === "values") {
      for (const _ of items(cursor)) {
        lines.push(lineOf(readValue(cursor), cursor.at))
        yield
      }
    } else skipValue(cursor)
  }
  if (stream) for (const line of lines) line.labels.stream = stream
  return lines
}

/** By hand: zod on every line costs more than reading it. */
function lineOf(value: unknown, at: number): Line {
  if (!Array.isArray(value)) throw new JsonBroken(at)
  const [ns, line, categories] = value as unknown[]
  if (typeof ns !== "string" || typeof line !== "string" || !/^\d{1,20}$/.test(ns)) throw new JsonBroken(at)
  const { structuredMetadata = none, parsed = none } = categories === undefined ? {} : (Categories.safeParse(categories).data ?? {})
  return { ns, line, labels: { stream: none, metadata: structuredMetadata, parsed } }
}

function compareNs(a: Line, b: Line): number {
  if (a.ns.length !== b.ns.length) return a.ns.length - b.ns.length
  return a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0
}

/** Lines of all streams as one frame. @param order "newest" first for a read, "oldest" first for a tail */
export function logsFrame(lines: Line[], order: "newest" | "oldest"): Frame {
  // The sort is stable, so lines of one nanosecond keep the server's order.
  const sorted = lines.toSorted(order === "oldest" ? compareNs : (a, b) => compareNs(b, a))
  const ids = sorted.map(idsOf)
  return {
    shape: "logs",
    labels: {},
    fields: [
      { name: "time", type: "time", values: Float64Array.from(sorted, ({ ns }) => Number(ns) / 1e6) },
      { name: "timestampNs", type: "text", values: sorted.map(({ ns }) => ns) },
      { name: "line", type: "text", values: sorted.map(({ line }) => line) },
      { name: "level", type: "text", values: sorted.map(({ labels }) => levelIn(labels.metadata, labels.parsed, labels.stream)) },
      { name: "labels", type: "json", values: sorted.map(({ labels }) => labels) },
      { name: "traceId", type: "text", values: ids.map(({ traceId }) => traceId) },
      { name: "spanId", type: "text", values: ids.map(({ spanId }) => spanId) },
    ],
    notices: [],
  }
}

/** Structured metadata is the surest, the line itself the last resort. */
function idsOf({ line, labels }: Line): { traceId: string; spanId: string } {
  for (const set of [labels.metadata, labels.parsed, labels.stream]) {
    const traceId = normalTraceId(traceIdIn(set) ?? "")
    if (traceId) return { traceId, spanId: normalSpanId(spanIdIn(set) ?? "") ?? "" }
  }
  const found = idsInLine(line)
  const traceId = normalTraceId(found.traceId ?? "") ?? ""
  return { traceId, spanId: traceId && (normalSpanId(found.spanId ?? "") ?? "") }
}
