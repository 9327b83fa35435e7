import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import type { Duplex } from "node:stream"
import { gzipSync } from "node:zlib"
import { AppError } from "#lib/http/errors.ts"
import { createUpstream, type UpstreamSettings } from "#lib/http/upstream.ts"
import type { QueryContext } from "./kind.ts"

/** One recorded exchange with a real server. */
export interface Recording {
  request: { method: string; url: string }
  response: { status: number; headers: Record<string, string>; body?: unknown; bodyText?: string; bodyBase64?: string }
  frames?: { opcode: number; text?: string; closeCode?: number; closeReason?: string }[]
}

export function readRecording(folder: URL, name: string): Recording {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Recording
}

/** The JSON body of a recording. */
export function bodyOf({ response }: Recording): unknown {
  return response.body ?? JSON.parse(response.bodyText ?? "null")
}

/** Answers as the real server did, compression included. */
export function replay(recording: Recording, response: ServerResponse): void {
  const { status, headers, body, bodyText, bodyBase64 } = recording.response
  const bytes =
    bodyBase64 === undefined ? Buffer.from(bodyText ?? (body === undefined ? "" : JSON.stringify(body))) : Buffer.from(bodyBase64, "base64")
  response.writeHead(status, headers).end(headers["content-encoding"] === "gzip" ? gzipSync(bytes) : bytes)
}

export interface Seen {
  method: string
  /** With the search string. */
  url: string
  path: string
  headers: IncomingMessage["headers"]
  /** Search parameters and form together. */
  params: URLSearchParams
}

/** A loopback server that a test's own function answers for. */
export async function standIn(answer: (seen: Seen, response: ServerResponse) => void) {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => (body += chunk.toString()))
    request.on("end", () => {
      const { pathname: path, search } = new URL(request.url ?? "/", "http://x")
      const one = {
        method: request.method ?? "",
        url: request.url ?? "",
        path,
        headers: request.headers,
        params: new URLSearchParams(`${search.slice(1)}&${body}`),
      }
      seen.push(one)
      answer(one, response)
    })
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sockets = new Set<Socket>()
  server.on("connection", (socket) => void sockets.add(socket))
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { url, seen, server, close }
}

/** A context as a panel's read has it, through the real upstream. */
export function testContext(settings: UpstreamSettings, more: Partial<QueryContext> = {}): QueryContext {
  const signal = more.signal ?? new AbortController().signal
  return {
    upstream: createUpstream(settings, { signal }),
    range: { fromMs: 1_795_209_864_000, toMs: 1_795_210_464_000 },
    stepMs: 30_000,
    maxDataPoints: 800,
    limits: { series: 1000, pointsPerSeries: 11_001, lines: 5000, spans: 50_000, bytes: 64 * 2 ** 20 },
    signal,
    ...more,
  }
}

/** Takes a WebSocket and plays a recording's frames, or refuses the handshake as the recording did. */
export function replaySocket(recording: Recording, request: IncomingMessage, socket: Duplex): void {
  if (recording.response.status !== 101) return void socket.end(`HTTP/1.1 ${recording.response.status} No\r\nContent-Length: 0\r\n\r\n`)
  const accept = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64")
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
  for (const frame of recording.frames ?? []) {
    const text = Buffer.from(frame.text ?? frame.closeReason ?? "")
    const code = Buffer.alloc(frame.closeCode ? 2 : 0)
    if (frame.closeCode) code.writeUInt16BE(frame.closeCode)
    const payload = Buffer.concat([code, text])
    const head =
      payload.length < 126
        ? Buffer.of(0x80 | frame.opcode, payload.length)
        : Buffer.of(0x80 | frame.opcode, 126, payload.length >> 8, payload.length & 255)
    socket.write(Buffer.concat([head, payload]))
    if (frame.closeCode) socket.end()
  }
}

/** The AppError that an attempt ends with; anything else fails the test. */
export async function failure(attempt: Promise<unknown>): Promise<AppError> {
  try {
    await attempt
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error("it did not fail")
}

/** Longest time in ms that `work` kept the event loop's thread busy without a turn for others; its own CPU time, so that a busy machine doesn't count. */
export async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = process.threadCpuUsage()
  let isOver = false
  const tick = () => {
    const { user, system } = process.threadCpuUsage(last)
    longest = Math.max(longest, (user + system) / 1000)
    last = process.threadCpuUsage()
    if (!isOver) setImmediate(tick)
  }
  tick()
  try {
    await work()
  } finally {
    isOver = true
    tick()
  }
  return longest
}
