import { readFile } from "node:fs/promises"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** The trace that both recordings tell of. */
export const recordedTraceId = "0dc5dfd908a0a2b83971ccf0fbcd6898"

export interface RecordedServer {
  url: string
  /** "GET /api/search?q=…", in order. */
  requests: string[]
  stop(): Promise<void>
}

/** One request in `requests`, then what `answer` gives for its path; anything else is the real server's 404. */
async function serve(
  answer: (path: string, request: IncomingMessage, body: string) => Promise<{ type: string; body: string | Buffer } | undefined>,
) {
  const requests: string[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    requests.push(`${request.method} ${request.url}${body ? ` ${body}` : ""}`)
    const found = await answer(new URL(request.url ?? "/", "http://localhost").pathname, request, body)
    if (found) response.writeHead(200, { "content-type": found.type }).end(found.body)
    else response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("404 page not found\n")
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  } satisfies RecordedServer
}

const wire = (name: string) => readFile(new URL(`./wire/${name}.json`, import.meta.url))
const json = async (name: string) => ({ type: "application/json", body: await wire(name) })

/** Answers of a real Tempo 3.0: search and one trace, in JSON and protobuf. */
export async function startTempo(): Promise<RecordedServer> {
  return serve(async (path, request) => {
    if (path === "/api/status/buildinfo") return json("tempo-buildinfo")
    if (path === "/api/echo") return { type: "text/plain", body: "echo" }
    if (path === "/api/search") return json("search")
    if (!path.startsWith("/api/v2/traces/")) return undefined
    if (!request.headers.accept?.includes("protobuf")) return json("trace")
    const { base64 } = JSON.parse((await wire("trace-protobuf")).toString()) as { base64: string }
    return { type: "application/protobuf", body: Buffer.from(base64, "base64") }
  })
}

/** Answers of a real Loki 3.7: the lines of the same trace, with categorised labels. */
export async function startLoki(): Promise<RecordedServer> {
  return serve(async (path) => {
    if (path === "/loki/api/v1/status/buildinfo") return json("loki-buildinfo")
    if (path === "/loki/api/v1/query_range") return json("logs")
    if (path === "/loki/api/v1/labels")
      return { type: "application/json", body: '{"status":"success","data":["namespace","service_name"]}' }
    return undefined
  })
}
