import { z } from "zod"
import { decodeJson, snippet, statusError, unknownShape, wholeJson, type Source } from "#lib/datasource/answer.ts"
import { inSlices } from "#lib/datasource/in-slices.ts"
import type { Upstream, UpstreamResponse } from "#lib/datasource/kind.ts"
import { AppError } from "#lib/http/errors.ts"
import { decodeTraceJson } from "./trace-json.ts"
import { decodeTrace } from "./trace-protobuf.ts"
import type { Trace } from "./spans.ts"

export interface Asker {
  upstream: Upstream
  source: Source
  signal: AbortSignal
}

/** One of the JSON documents, checked. */
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

/** Both forms are understood: some proxies and old servers don't care what is asked for. */
const accept = { accept: "application/protobuf, application/json;q=0.5" }

/**
 * A trace by id, over v2 and, where the server does not know it, over v1. A missing trace is 200 and empty in v2, 404 and empty in v1.
 * @throws {AppError} `not_found`, `too_large`, and what `statusError` says
 */
async function trace(from: Asker, traceId: string, params: Record<string, string>): Promise<Trace> {
  const response = await from.upstream.request(`/api/v2/traces/${traceId}`, { params, headers: accept })
  if (response.status === 404 && response.body.length > 0) return traceV1(from, traceId, params)
  return checked(from, traceId, response, true)
}

async function traceV1(from: Asker, traceId: string, params: Record<string, string>): Promise<Trace> {
  return checked(from, traceId, await from.upstream.request(`/api/traces/${traceId}`, { params, headers: accept }), false)
}

async function checked(from: Asker, traceId: string, response: UpstreamResponse, isV2: boolean): Promise<Trace> {
  const missing = () => new AppError("not_found", "traceMissing", { traceId }, { safeForViewer: true })
  if (response.status === 404 && (response.body.length === 0 || /trace not found/i.test(snippet(response.body)))) throw missing()
  if (response.status === 422 || response.status === 413) throw new AppError("too_large", "traceTooLarge", { text: snippet(response.body) })
  if (response.status >= 300) throw statusError(from.source, response)
  const isProtobuf = /^application\/(x-)?protobuf/i.test(response.contentType)
  const found = isProtobuf ? await protobuf(from, response, isV2) : await decodeJson(from.source, response, decodeTraceJson, from.signal)
  if (found.spans.length === 0) throw missing()
  return found
}

async function protobuf(from: Asker, response: UpstreamResponse, isV2: boolean): Promise<Trace> {
  try {
    return await inSlices(decodeTrace(response.body, isV2), from.signal)
  } catch (cause) {
    from.signal.throwIfAborted()
    throw new AppError("upstream_error", "upstreamTruncated", { host: from.source.host }, { cause })
  }
}

export const ask = { document, trace }
