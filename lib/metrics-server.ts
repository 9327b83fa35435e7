import "server-only"
import { once } from "node:events"
import { createServer } from "node:http"
import { isMetricsReader } from "#lib/metrics-text.ts"
import { metrics } from "#lib/metrics.ts"

/**
 * Answers `GET /metrics` (Prometheus text) and `GET /metrics.json` (for the web process, which adds them to its own) on a loopback port,
 * until `signal` aborts. Rejects when the port can't be had.
 */
export async function serveMetrics(port: number, signal: AbortSignal): Promise<void> {
  const server = createServer((request, response) => {
    void answer(request.url ?? "", request.headers.authorization).then(({ status, type, body }) =>
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body),
    )
  })
  server.listen(port, "127.0.0.1")
  await once(server, "listening")
  signal.addEventListener("abort", () => {
    server.close()
    server.closeAllConnections()
  })
}

async function answer(path: string, authorization: string | undefined) {
  if (!isMetricsReader(authorization)) return { status: 401, type: "text/plain", body: "unauthorized\n" }
  if (path === "/metrics") return { status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics() }
  if (path === "/metrics.json") {
    return { status: 200, type: "application/json", body: JSON.stringify(await metrics.registry.getMetricsAsJSON()) }
  }
  return { status: 404, type: "text/plain", body: "not found\n" }
}
