import { z } from "zod"
import { decodeJson, snippet, unknownShape, wholeJson, type Source } from "#lib/datasource/answer.ts"
import { Incoming } from "#lib/datasource/incoming.ts"
import { peek } from "#lib/datasource/json-scan.ts"
import type { Upstream } from "#lib/datasource/kind.ts"
import { decodeEnvelope, seriesReader, type Envelope, type Series } from "#lib/datasource/matrix.ts"
import { readStream, type Line } from "./lines.ts"

export interface Asker {
  upstream: Upstream
  source: Source
  signal: AbortSignal
}

/** Without it structured metadata becomes labels, and nearly every line a stream of its own. */
export const categorize = { "x-loki-response-encoding-flags": "categorize-labels" }

type Item = { series: Series } | { lines: Line[] }

/** Streams and series differ in their first key. */
function itemReader(): (cursor: Incoming) => Generator<undefined, Item> {
  const readSeries = seriesReader()
  return function* (cursor) {
    peek(cursor)
    const head = cursor.bytes.toString("latin1", cursor.at, cursor.at + 40)
    if (/^\{\s*"stream"/.test(head)) return { lines: yield* readStream(cursor) }
    return { series: yield* readSeries(cursor) }
  }
}

export interface Answer {
  /** Undefined when the answer is numbers. */
  lines?: Line[]
  series: Series[]
  notices: string[]
}

/** `query_range`, or `query` when there is a `time`. */
async function query(from: Asker, params: Record<string, string>): Promise<Answer> {
  const path = "time" in params ? "/loki/api/v1/query" : "/loki/api/v1/query_range"
  const response = await from.upstream.request(path, { method: "POST", params, headers: categorize })
  const answer = await decodeJson(from.source, response, (bytes) => decodeEnvelope(new Incoming(bytes), itemReader()), from.signal)
  if (answer.status !== "success" || !answer.resultType) throw unknownShape(from.source, snippet(response.body))
  return unpacked(answer)
}

function unpacked({ items, plain, resultType, notices }: Envelope<Item>): Answer {
  const series = items.flatMap((item) => ("series" in item ? [item.series] : []))
  if (resultType === "streams") return { lines: items.flatMap((item) => ("lines" in item ? item.lines : [])), series, notices }
  const [seconds, text] = plain
  if (resultType === "scalar" && typeof seconds === "number" && typeof text === "string") {
    series.push({
      labels: {},
      samples: { times: Float64Array.of(Math.round(seconds * 1000)), values: Float64Array.of(Number(text)) },
      histograms: [],
    })
  }
  return { series, notices }
}

const Values = z.object({ status: z.literal("success"), data: z.array(z.string()).default([]) })

/** Label names or values; an answer without `data` is an empty list. */
async function values(from: Asker, path: string, params: Record<string, string>): Promise<string[]> {
  return (await document(from, path, params, Values)).data
}

/** One of the small documents. */
async function document<Schema extends z.ZodType>(
  from: Asker,
  path: string,
  params: Record<string, string>,
  schema: Schema,
): Promise<z.output<Schema>> {
  const response = await from.upstream.request(path, { params })
  const parsed = schema.safeParse(await decodeJson(from.source, response, wholeJson, from.signal))
  if (!parsed.success) throw unknownShape(from.source, `${path}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

export const ask = { query, values, document }

/** Milliseconds as the nanoseconds that Loki reads. */
export function nanoseconds(ms: number): string {
  return `${Math.floor(ms)}000000`
}
