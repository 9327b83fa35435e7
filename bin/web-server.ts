// The web process: runs without the react-server condition, which would give Next's own code the wrong React. So it imports nothing
// that is server-only; `bin/web.ts` and the supervisor have made the checks.
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import next from "next"
import { addressHeader } from "#lib/access/address.ts"
import { env } from "#lib/env.ts"
import { encodingHeader } from "#lib/http/encoding-header.ts"
import { securityHeaders } from "#lib/http/security-headers.ts"
import { log } from "#lib/log.ts"
import { lifetime } from "./lifetime.ts"

/** How long answers in progress may go on after the request to end; streams are cut then. */
const DRAIN_MS = 4_000

const ending = lifetime()
const { host, port, distDir, publicUrl } = env()
process.env.BONGSU_DIST_DIR = distDir
// A server that never listens gets Next's handler of upgrades: nothing here speaks over a web socket, and such a request is an ordinary one.
const app = next({ dev: false, dir: process.cwd(), port, hostname: "localhost", httpServer: createServer() })
await app.prepare()
const handle = app.getRequestHandler()
// For the API, assets, and what Next answers before its proxy runs (malformed addresses, failures); the proxy replaces them on pages.
const headersOf = (kind: "api" | "asset") => new Map(Object.entries(securityHeaders({ kind, https: publicUrl.startsWith("https:") })))
const [baseHeaders, assetHeaders] = [headersOf("api"), headersOf("asset")]

const READS = new Set(["GET", "HEAD"])
const METHODS = new Set([...READS, "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])

/**
 * The status for what must not reach Next: "GET http://elsewhere/" is for proxies, it fails on broken escapes and other methods, and would
 * read whatever is sent to a page, where only the API takes anything.
 */
function refusal({ method = "", url = "" }: IncomingMessage): number | undefined {
  if (!url.startsWith("/") || !isDecodable(url.split("?", 1)[0] ?? "")) return 400
  return (url.startsWith("/api/") ? METHODS : READS).has(method) ? undefined : 405
}

function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== ""
  } catch {
    return false
  }
}

/** Of requests that can't be read; all others are 400. */
const statusOf: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
}

/** See `encodingHeader`. */
function nameEncoding(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => setHeader(name.toLowerCase() === encodingHeader ? "content-encoding" : name, value)
}

const server = createServer((request, response) => {
  request.headers[encodingHeader] = "gzip"
  nameEncoding(response)
  request.headers[addressHeader] = request.socket.remoteAddress ?? ""
  response.setHeaders(request.url?.startsWith("/_next/static/") ? assetHeaders : baseHeaders)
  if (ending.aborted) response.setHeader("connection", "close")
  const refused = refusal(request)
  if (refused) return void response.writeHead(refused, { connection: "close" }).end()
  void handle(request, response).catch((error: unknown) => {
    log.error({ err: error }, "a request failed outside its handler")
    response.destroy()
  })
})
server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy()
  const status = statusOf[error.code ?? ""] ?? "400 Bad Request"
  const lines = [...baseHeaders, ["connection", "close"]].map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join("")}\r\n`)
})
// Above the idle time of common proxies, so that they never write to a connection that is being closed.
server.keepAliveTimeout = 65_000
server.listen(port, host)
await once(server, "listening")
process.send?.("ready")
log.info({ host, port }, "web is ready")

if (!ending.aborted) await once(ending, "abort")
const closed = once(server, "close")
server.close()
server.closeIdleConnections()
await Promise.race([closed, sleep(DRAIN_MS)])
server.closeAllConnections()
log.info("web has ended")
process.exit(0)
