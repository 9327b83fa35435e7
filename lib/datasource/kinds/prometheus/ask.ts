import { z } from "zod"
import { decodeIncoming, decodeJson, isJson, snippet, statusError, unknownShape, wholeJson, type Source } from "#lib/datasource/answer.ts"
import { Incoming } from "#lib/datasource/incoming.ts"
import type { Upstream, UpstreamResponse } from "#lib/datasource/kind.ts"
import { decodeEnvelope, seriesReader, type Series } from "#lib/datasource/matrix.ts"
import { AppError } from "#lib/http/errors.ts"
import { gather } from "#lib/http/read-body.ts"

export interface Asker {
  upstream: Upstream
  source: Source
  signal: AbortSignal
}

export interface Answer {
  series: Series[]
  notices: string[]
}

type Params = Record<string, string> | URLSearchParams

const Failure = z.object({ status: z.literal("error"), errorType: z.string().catch(""), error: z.string() })
const Scalar = z.tuple([z.number(), z.string()])
/** The same numbers that samples come in. */
const number = (text: string) => (text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text))

const decode = (cursor: Incoming) => decodeEnvelope(cursor, seriesReader())

/** `query` for one moment, `query_range` when there is a step. A scalar is a series without labels, a string one whose label `value` holds it. */
async function query(from: Asker, params: Record<string, string>): Promise<Answer> {
  const path = "step" in params ? "/api/v1/query_range" : "/api/v1/query"
  const { answer, beginning } = await from.upstream.stream(path, { method: "POST", params }, async (head, pieces) => {
    if (head.status < 300 && isJson(head)) return decodeIncoming(from.source, head, pieces, decode, from.signal)
    const response = { ...head, body: await gather(pieces) }
    refuseFailure(from.source, response)
    const whole = await decodeJson(from.source, response, (bytes) => decode(new Incoming(bytes)), from.signal)
    return { answer: whole, beginning: response.body }
  })
  if (answer.status !== "success" || !answer.resultType) throw unknownShape(from.source, snippet(beginning))
  const series =
    answer.resultType === "scalar" || answer.resultType === "string" ? [single(from.source, answer.resultType, answer.plain)] : answer.items
  return { series, notices: answer.notices }
}

function single(source: Source, type: string, plain: unknown[]): Series {
  const pair = Scalar.safeParse(plain)
  if (!pair.success) throw unknownShape(source, type)
  const [seconds, text] = pair.data
  const isText = type === "string"
  const samples = { times: Float64Array.of(Math.round(seconds * 1000)), values: Float64Array.of(isText ? Number.NaN : number(text)) }
  return { labels: isText ? { value: text } : {}, samples, histograms: [] }
}

/** The `data` of one of the small documents. */
async function data<Schema extends z.ZodType>(
  from: Asker,
  path: string,
  params: Params,
  schema: Schema,
  method: "GET" | "POST" = "GET",
): Promise<z.output<Schema>> {
  const response = await from.upstream.request(path, { method, params })
  refuseFailure(from.source, response)
  const parsed = z
    .object({ status: z.literal("success"), data: schema })
    .safeParse(await decodeJson(from.source, response, wholeJson, from.signal))
  if (!parsed.success) throw unknownShape(from.source, `${path}: ${z.prettifyError(parsed.error)}`)
  return (parsed.data as { data: z.output<Schema> }).data
}

export const ask = { query, data }

/** Throws what an error answer says: Prometheus' own text where it speaks JSON, else what can be made of it. */
function refuseFailure(source: Source, response: UpstreamResponse): void {
  if (response.status < 400) return
  const failure = isJson(response) ? Failure.safeParse(parsed(response.body)) : undefined
  if (!failure?.success) throw statusError(source, response)
  const { errorType, error } = failure.data
  const text = error.slice(0, 2000)
  const params = { product: source.product, type: errorType, text }
  switch (errorType) {
    case "bad_data":
      throw new AppError("bad_request", "queryRefused", params)
    case "execution":
      if (/context deadline exceeded|timed out/i.test(text)) throw new AppError("upstream_timeout", "queryTimedOut", params)
      throw new AppError("bad_request", "queryFailed", params)
    case "timeout":
      throw new AppError("upstream_timeout", "queryTimedOut", params)
    default:
      if (response.status === 429) throw new AppError("upstream_error", "queryBusy", params)
      throw new AppError("upstream_error", "queryFailed", params)
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    return undefined
  }
}
