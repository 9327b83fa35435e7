import assert from "node:assert/strict"
import { createServer, type RequestListener, type Server } from "node:http"
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net"
import { after } from "node:test"
import type { Upstream } from "#lib/datasource/kind.ts"
import { AppError } from "./errors.ts"
import { createUpstream, type UpstreamOptions, type UpstreamSettings } from "./upstream.ts"

const open: { close(): unknown }[] = []
after(() => {
  for (const server of open) server.close()
})

/** A server that speaks HTTP. */
export async function listen(handler: RequestListener): Promise<string> {
  const server: Server = createServer(handler)
  open.push({ close: () => (server.closeAllConnections(), server.close()) })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** An address at which nobody listens. */
export async function closedPort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return `http://127.0.0.1:${port}`
}

/** A server that speaks bytes. */
export async function raw(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on("error", () => {})
    onSocket(socket)
  })
  open.push({ close: () => (sockets.forEach((socket) => socket.destroy()), server.close()) })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const upstream = (settings: UpstreamSettings, options: Partial<UpstreamOptions> = {}): Upstream =>
  createUpstream(settings, { signal: new AbortController().signal, ...options })

/** For `assert.rejects`: an AppError of this code and key. */
export const fails = (code: string, key: string) => (error: unknown) => {
  assert.ok(error instanceof AppError, String(error))
  assert.deepEqual([error.code, error.key], [code, key])
  return true
}

/** Rejects as said, and not later than `ms`. */
export async function rejectsWithin(ms: number, run: Promise<unknown>, code: string, key: string) {
  const startedAt = performance.now()
  await assert.rejects(run, fails(code, key))
  assert.ok(performance.now() - startedAt < ms, `took ${Math.round(performance.now() - startedAt)} ms`)
}
