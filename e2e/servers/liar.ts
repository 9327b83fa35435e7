import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { createGzip } from "node:zlib"

export type Mood = "honest" | "html" | "truncated" | "huge" | "bomb" | "wrong-type" | "silent" | "slow" | "refused"

export interface Liar {
  url: string
  mood: Mood
  /** What `up` is while it is honest: 1, or 0 for a target that is down. */
  up: 0 | 1
  stop(): Promise<void>
}

const vector = (value: number) =>
  JSON.stringify({
    status: "success",
    data: {
      resultType: "vector",
      result: value === 0 ? [{ metric: { __name__: "up", job: "shop" }, value: [Date.now() / 1000, "0"] }] : [],
    },
  })

/** 200 MB, made as it is read, so that the test's own memory says nothing about the product's. */
function pour(response: ServerResponse, megabytes: number, compressed: boolean): void {
  response.writeHead(200, { "content-type": "application/json", ...(compressed ? { "content-encoding": "gzip" } : {}) })
  const sink = compressed ? createGzip() : response
  if (compressed) (sink as ReturnType<typeof createGzip>).pipe(response)
  const piece = Buffer.alloc(1 << 20, " ")
  let left = megabytes
  const next = (): void => {
    while (left-- > 0 && !response.destroyed) if (!sink.write(piece)) return void sink.once("drain", next)
    sink.end()
  }
  next()
}

const answers: Record<Mood, (response: ServerResponse, liar: Liar) => void> = {
  honest: (response, liar) => void response.writeHead(200, { "content-type": "application/json" }).end(vector(liar.up)),
  html: (response) =>
    void response.writeHead(502, { "content-type": "text/html" }).end("<html><title>502 Bad Gateway</title><h1>Bad Gateway</h1></html>"),
  truncated: (response) => void response.writeHead(200, { "content-type": "application/json" }).end(vector(0).slice(0, 60)),
  huge: (response) => pour(response, 200, false),
  bomb: (response) => pour(response, 200, true),
  "wrong-type": (response) => void response.writeHead(200, { "content-type": "image/png" }).end("PNG"),
  silent: () => {},
  slow: (response) => {
    response.writeHead(200, { "content-type": "application/json" })
    const timer = setInterval(() => response.write(" "), 250)
    response.once("close", () => clearInterval(timer))
  },
  refused: (response) => void response.socket?.destroy(),
}

/** A server that speaks as Prometheus does, until it is told to lie. */
export async function startLiar(): Promise<Liar> {
  const server = createServer((request, response) => {
    request.resume()
    answers[liar.mood](response, liar)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const liar: Liar = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood: "honest",
    up: 1,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return liar
}
