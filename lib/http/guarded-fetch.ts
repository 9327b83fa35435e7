import "server-only"
import { fetch as undiciFetch } from "undici"
import { judgeUrl, type Policy } from "./address.ts"
import { allowedCidrs } from "./connector.ts"
import { AppError } from "./errors.ts"
import { sharedAgent } from "./upstream.ts"
import { refusedTarget, upstreamError } from "./upstream-error.ts"

const TOTAL_MS = 30_000
const MAX_BYTES = 8 * 2 ** 20

/**
 * A `fetch` behind the guard, for vendors' clients and webhooks: no redirects (a chat service has none; following one would carry the
 * token in the path), 30 s from start to end, 8 MiB of decoded answer. Rejects with AppError, or with the caller's reason when aborted.
 */
export function guardedFetch(policy: Policy, limits: { totalMs?: number; maxBytes?: number } = {}): typeof globalThis.fetch {
  const { totalMs = TOTAL_MS, maxBytes = MAX_BYTES } = limits
  return async (input, init) => {
    const asked = new Request(input, init)
    const url = new URL(asked.url)
    const refusal = judgeUrl(url, policy, allowedCidrs())
    if (refusal) throw refusedTarget(refusal, url.host)
    const callerSignal = asked.signal
    const deadline = AbortSignal.timeout(totalMs)
    const body = asked.body ? Buffer.from(await asked.arrayBuffer()) : undefined
    try {
      const response = await undiciFetch(url, {
        method: asked.method,
        headers: Object.fromEntries(asked.headers),
        body,
        redirect: "manual",
        signal: AbortSignal.any([callerSignal, deadline]),
        dispatcher: sharedAgent(policy, undefined, undefined),
      })
      if (response.headers.get("content-encoding")?.includes(",")) {
        await response.body?.cancel()
        throw new AppError("upstream_error", "upstreamEncoding", { host: url.host, encoding: "nested" })
      }
      const bytes = await capped(response.body as ReadableStream<Uint8Array> | null, maxBytes, url.host)
      const headers = Object.fromEntries(response.headers)
      delete headers["content-encoding"]
      delete headers["content-length"]
      const empty = [101, 204, 205, 304].includes(response.status)
      return new Response(empty ? null : new Uint8Array(bytes), { status: response.status, statusText: response.statusText, headers })
    } catch (error) {
      if (callerSignal.aborted) throw callerSignal.reason
      if (deadline.aborted)
        throw new AppError("upstream_timeout", "upstreamSlow", { host: url.host, seconds: totalMs / 1000 }, { cause: error })
      throw upstreamError(error, url.host)
    }
  }
}

async function capped(stream: ReadableStream<Uint8Array> | null, maxBytes: number, host: string): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream ?? []) {
    length += chunk.length
    // Leaving the loop cancels the stream.
    if (length > maxBytes)
      throw new AppError("too_large", "upstreamTooLarge", { host, megabytes: Math.max(1, Math.round(maxBytes / 2 ** 20)) })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
