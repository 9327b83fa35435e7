import { createHash } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { Duplex } from "node:stream"

export interface Witness {
  url: string
  /** Every request that arrived: "POST /api/v1/query_range query=…". */
  requests: string[]
  /** Web sockets that are open and silent. */
  tails: Set<Duplex>
  /** Labels of the one series that it answers. */
  labels: Record<string, string>
  /** The line of its one log stream. */
  line: string
  stop(): Promise<void>
}

/** Words in its answers that are nobody's business: what the source says about itself and about the query. */
export const telltale = "canary-telltale"

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function data(path: string, asked: URLSearchParams, witness: Witness): unknown {
  const nowMs = Date.now()
  if (path.startsWith("/loki/api/v1/query_range")) {
    const result = [{ stream: witness.labels, values: [[`${nowMs}000000`, witness.line]] }]
    return { resultType: "streams", result, stats: { summary: { telltale } } }
  }
  if (/\/(?:labels|series|values)$/.test(path)) return ["one", "two"]
  if (path.endsWith("/query_range")) {
    const end = Number(asked.get("end") ?? nowMs / 1000)
    const values = [
      [end - Number(asked.get("step") ?? 15), "1"],
      [end, "2"],
    ]
    return { resultType: "matrix", result: [{ metric: witness.labels, values }], stats: { telltale } }
  }
  return { resultType: "vector", result: [{ metric: witness.labels, value: [nowMs / 1000, "1"] }] }
}

const CLOSE = 8

function hold(request: IncomingMessage, socket: Duplex, tails: Set<Duplex>): void {
  const accept = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64")
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
  tails.add(socket)
  socket.once("close", () => tails.delete(socket))
  socket.on("error", () => socket.destroy())
  socket.on("data", (frame: Buffer) => ((frame[0] ?? 0) & 15) === CLOSE && socket.destroy())
}

async function answer(request: IncomingMessage, response: ServerResponse, witness: Witness): Promise<void> {
  const body = await textOf(request)
  witness.requests.push(`${request.method} ${request.url} ${body}`)
  const url = new URL(request.url ?? "/", "http://witness")
  const asked = new URLSearchParams(body || url.search)
  const failed = asked.get("query")?.includes("fail")
  const words = failed
    ? { status: "error", errorType: "bad_data", error: `${telltale}: ${asked.get("query")} at ${witness.url}` }
    : { status: "success", data: data(url.pathname, asked, witness), warnings: [telltale], infos: [telltale] }
  response
    .writeHead(failed ? 400 : 200, { "content-type": "application/json", "x-loki-query": telltale, traceparent: telltale })
    .end(JSON.stringify(words))
}

/** A loopback server that speaks for Prometheus and Loki, remembers who asked what, and talks too much. A query with "fail" in it fails. */
export async function startWitness(): Promise<Witness> {
  const server = createServer((request, response) => void answer(request, response, witness))
  server.on("upgrade", (request, socket) => hold(request, socket, witness.tails))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const witness: Witness = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    tails: new Set(),
    labels: {},
    line: "a line",
    stop: () =>
      new Promise((resolve) => {
        for (const tail of witness.tails) tail.destroy()
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return witness
}
