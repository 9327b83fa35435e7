// Loki's tail: lines over a WebSocket as time goes by.
import type { IncomingMessage, Server } from "node:http"
import type { Duplex } from "node:stream"
import { WebSocketServer, type WebSocket } from "ws"
import { LogqlError } from "#demo/logql/errors.ts"
import type { LogStore } from "#demo/logql/log-store.ts"
import { parseQuery } from "#demo/logql/parse.ts"
import { compilePipeline } from "#demo/logql/pipeline.ts"
import { readLines } from "#demo/logql/read-lines.ts"
import { newReading } from "#demo/logql/reading.ts"
import type { LogQuery } from "#demo/logql/syntax.ts"
import { boundsOf, checkLimit, limitOf } from "./params.ts"
import { singleStreams, wantsCategories } from "./streams.ts"
import { goJson } from "./text.ts"

const BEAT_MS = 1000
const LINES_PER_FRAME = 100
const LINES_PER_BEAT = 1000
const LONGEST_MS = 3_600_000
const MOST_TAILS = 10
const INTERNAL_ERROR = 1011

interface Tail {
  query: LogQuery
  categorized: boolean
  /** Lines before it were sent. */
  fromMs: number
  limit: number
  delayMs: number
}

interface Clock {
  store: LogStore
  now: () => number
}

/** Takes the server's upgrades to `/loki/api/v1/tail`; its other ones are refused. */
export function serveTail(server: Server, clock: Clock): void {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy())
    const answer = opened(request, clock)
    if ("status" in answer) return refuse(socket, answer.status, answer.words)
    sockets.handleUpgrade(request, socket, head, (client) => {
      const busy = sockets.clients.size >= MOST_TAILS
      sockets.emit("connection", client, request)
      if (busy)
        client.close(INTERNAL_ERROR, `max concurrent tail requests limit exceeded, count > limit (${MOST_TAILS + 1} > ${MOST_TAILS})`)
      else if ("closed" in answer) client.close(INTERNAL_ERROR, answer.closed)
      else follow(client, answer.tail, clock)
    })
  })
}

type Opened = { tail: Tail } | { closed: string } | { status: number; words: string }

/** Never throws: an upgrade has nobody to catch it. */
function opened(request: IncomingMessage, { now }: Clock): Opened {
  try {
    const { pathname, searchParams: params } = new URL(request.url ?? "/", "http://demo")
    if (pathname !== "/loki/api/v1/tail") return { status: 404, words: "404 page not found\n" }
    const query = parseQuery(params.get("query") ?? "")
    const limit = limitOf(params)
    checkLimit(limit)
    const delay = limitOr(params.get("delay_for"))
    if (delay > 5) return { status: 400, words: "delay_for can't be greater than 5" }
    if (query.kind !== "log") return { closed: "only log selector is supported" }
    const { fromMs } = boundsOf(params, now())
    compilePipeline(query.stages)
    return { tail: { query, limit, fromMs, delayMs: delay * 1000, categorized: wantsCategories(request.headers) } }
  } catch (error) {
    return { status: error instanceof LogqlError ? error.status : 400, words: error instanceof Error ? error.message : "" }
  }
}

const limitOr = (text: string | null) => (text && /^\d+$/.test(text) ? Number(text) : 0)

function refuse(socket: Duplex, status: number, words: string): void {
  const head = [
    `HTTP/1.1 ${status} ${status === 404 ? "Not Found" : "Bad Request"}`,
    "Content-Type: text/plain; charset=utf-8",
    "X-Content-Type-Options: nosniff",
    `Content-Length: ${Buffer.byteLength(words)}`,
    "Connection: close",
  ]
  socket.end(`${head.join("\r\n")}\r\n\r\n${words}`)
}

/** The newest lines of the past at once, then what each beat brings. */
function follow(client: WebSocket, tail: Tail, clock: Clock): void {
  let sentMs: number | undefined
  const openedMs = performance.now()
  const advance = () => {
    try {
      sentMs = sentMs === undefined ? sendPast(client, tail, clock) : sendNew(client, tail, sentMs, clock)
    } catch (error) {
      client.close(INTERNAL_ERROR, error instanceof Error ? error.message.slice(0, 120) : "")
    }
  }
  advance()
  const beat = setInterval(() => {
    if (performance.now() - openedMs > LONGEST_MS) return client.close(INTERNAL_ERROR, "reached tail max duration limit")
    client.ping()
    advance()
  }, BEAT_MS)
  client.on("close", () => clearInterval(beat))
  client.on("error", () => client.terminate())
}

const endOf = ({ delayMs }: Tail, { now }: Clock) => Math.floor(now() - delayMs) + 1

function sendPast(client: WebSocket, tail: Tail, clock: Clock): number {
  const toMs = endOf(tail, clock)
  const { query, limit, fromMs } = tail
  if (fromMs < toMs) {
    const reading = newReading(clock.store)
    const newest = readLines(query, { fromMs: Math.ceil(fromMs), toMs, limit, direction: "backward" }, reading)
    send(client, tail, newest.toReversed())
  }
  return Math.max(toMs, Math.ceil(fromMs))
}

function sendNew(client: WebSocket, tail: Tail, fromMs: number, clock: Clock): number {
  const toMs = endOf(tail, clock)
  if (toMs <= fromMs) return fromMs
  const window = { fromMs, toMs, limit: LINES_PER_BEAT, direction: "forward" } as const
  send(client, tail, readLines(tail.query, window, newReading(clock.store)))
  return toMs
}

function send(client: WebSocket, { categorized }: Tail, lines: ReturnType<typeof readLines>): void {
  for (let from = 0; from < lines.length; from += LINES_PER_FRAME) {
    const streams = singleStreams(lines.slice(from, from + LINES_PER_FRAME), categorized)
    client.send(goJson(categorized ? { streams, encodingFlags: ["categorize-labels"] } : { streams }))
  }
}
