// One of the demo's HTTP APIs as a function from call to answer, and the server that carries it.
import { once } from "node:events"
import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import { gzipSync } from "node:zlib"

const MAX_BODY_BYTES = 1 << 20
const WORTH_COMPRESSING_BYTES = 1400

export interface Call {
  method: string
  /** Decoded segment by segment: "api/v1/label/job/values" → ["api", "v1", "label", "job", "values"]. */
  path: string[]
  /** Of the address and of a form that was posted, in this order. */
  params: URLSearchParams
  headers: IncomingMessage["headers"]
  nowMs: number
}

export interface Answer {
  status: number
  /** Media type; "application/json" when absent. */
  type?: string
  headers?: Record<string, string>
  body: string | Uint8Array
}

export type Api = (call: Call) => Answer | Promise<Answer>

async function callOf(request: IncomingMessage, nowMs: number): Promise<Call> {
  const url = new URL(request.url ?? "/", "http://demo")
  const params = new URLSearchParams(url.searchParams)
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) throw new RangeError("the body is too large")
  if (request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
    for (const [name, value] of new URLSearchParams(await text(request))) params.append(name, value)
  const path = url.pathname.split("/").filter(Boolean).map(decodeURIComponent)
  return { method: request.method ?? "GET", path, params, headers: request.headers, nowMs }
}

export interface Listening {
  /** 0: a free one. */
  port: number
  /** Loopback when absent. */
  host?: string
  now: () => number
}

/** Serves `api`. The caller closes it. */
export async function serve(api: Api, { port, host = "127.0.0.1", now }: Listening): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    void (async () => {
      try {
        const { status, type = "application/json", headers, body } = await api(await callOf(request, now()))
        const bytes = Buffer.from(body)
        const packed = bytes.length > WORTH_COMPRESSING_BYTES && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")
        const encoding = packed ? { "content-encoding": "gzip" } : {}
        response.writeHead(status, { "content-type": type, ...encoding, ...headers }).end(packed ? gzipSync(bytes, { level: 1 }) : bytes)
      } catch (error) {
        if (!response.headersSent) response.writeHead(error instanceof URIError || error instanceof RangeError ? 400 : 500)
        response.end(error instanceof Error ? error.message : String(error))
      }
    })()
  })
  server.listen(port, host)
  await once(server, "listening")
  return { server, url: `http://${host}:${(server.address() as AddressInfo).port}` }
}
