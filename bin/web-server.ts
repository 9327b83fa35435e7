// The web process: runs without the react-server condition, which would give Next's own code the wrong React. So it imports nothing
// that is server-only; `bin/web.ts` and the supervisor have made the checks.
import { once } from "node:events"
import { createServer, type ServerResponse } from "node:http"
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
const app = next({ dev: false, dir: process.cwd(), port, hostname: "localhost" })
await app.prepare()
const handle = app.getRequestHandler()
// For the API, assets, and what Next answers before its proxy runs (malformed addresses, failures); the proxy replaces them on pages.
const headersOf = (kind: "api" | "asset") => new Map(Object.entries(securityHeaders({ kind, https: publicUrl.startsWith("https:") })))
const [baseHeaders, assetHeaders] = [headersOf("api"), headersOf("asset")]

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
  void handle(request, response).catch((error: unknown) => {
    log.error({ err: error }, "a request failed outside its handler")
    response.destroy()
  })
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
