import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { after } from "node:test"
import { setTimeout as delay } from "node:timers/promises"

/** What a stand-in has seen, and how it is to answer. */
export interface StandIn {
  reads: URLSearchParams[]
  /** Requests that were no reads: labels, values. */
  values: number
  aborted: number
  running: number
  most: number
  /** `held`: until `release`; a query with "hang" in it never gets an answer. */
  answer: "fast" | "held" | "html" | "slow"
  release(): void
}

/** A Prometheus of our own on the loopback, until the file's tests are over: it counts, hangs and lies on demand. */
export async function standInSource(): Promise<{ source: StandIn; url: string }> {
  const source: StandIn = { reads: [], values: 0, aborted: 0, running: 0, most: 0, answer: "fast", release: () => {} }
  const server = createServer((incoming, response) => void answer(source, incoming, response))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  after(() => server.close().closeAllConnections())
  return { source, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function answer(source: StandIn, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ""
  for await (const part of incoming) body += String(part)
  const url = new URL(incoming.url ?? "/", "http://x")
  response.setHeader("content-type", "application/json")
  if (url.pathname.includes("/query")) {
    await answerRead(source, incoming.method === "POST" ? new URLSearchParams(body) : url.searchParams, response)
    return
  }
  source.values += 1
  response.end(JSON.stringify({ status: "success", data: ["api", "web"] }))
}

async function answerRead(source: StandIn, params: URLSearchParams, response: ServerResponse): Promise<void> {
  source.reads.push(params)
  source.running += 1
  source.most = Math.max(source.most, source.running)
  response.once("close", () => {
    source.running -= 1
    if (!response.writableFinished) source.aborted += 1
  })
  if (params.get("query")?.includes("hang")) return
  if (source.answer === "held") await new Promise<void>((resolve) => (source.release = resolve))
  if (source.answer === "slow") await delay(40)
  if (source.answer === "html") {
    response.setHeader("content-type", "text/html")
    response.end("<html>canary_upstream</html>")
    return
  }
  const start = Number(params.get("start") ?? params.get("time"))
  const metric = { __name__: "up", job: "api" }
  const values = [
    [start, "1"],
    [start + 15, "NaN"],
  ]
  response.end(JSON.stringify({ status: "success", data: { resultType: "matrix", result: [{ metric, values }] } }))
}
