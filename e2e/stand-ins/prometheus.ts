import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** A loopback server that answers instant queries of Prometheus' API as a test says. */
export interface PrometheusStandIn {
  url: string
  /** Series that a query answers, by its text; absent: none. */
  answers: Map<string, { metric: Record<string, string>; value: number }[]>
  /** Answers of HTTP 503 instead, while true. */
  down: boolean
  delayMs: number
  queries: number
  stop(): Promise<void>
}

export async function prometheusStandIn(port = 0): Promise<PrometheusStandIn> {
  const record = { answers: new Map() as PrometheusStandIn["answers"], down: false, delayMs: 0, queries: 0 }
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
    incoming.on("end", () => {
      const asked = new URLSearchParams(Buffer.concat(chunks).toString() || new URL(incoming.url ?? "/", "http://x").search)
      const series = record.answers.get(asked.get("query") ?? "") ?? []
      const time = Number(asked.get("time") ?? 0)
      const { down } = record
      record.queries++
      setTimeout(() => {
        const result = series.map(({ metric, value }) => ({ metric, value: [time, String(value)] }))
        const body = down
          ? { status: "error", errorType: "unavailable", error: "starting" }
          : { status: "success", data: { resultType: "vector", result } }
        outgoing.writeHead(down ? 503 : 200, { "content-type": "application/json" }).end(JSON.stringify(body))
      }, record.delayMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return Object.assign(record, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop })
}
