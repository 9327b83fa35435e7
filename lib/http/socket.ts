import "server-only"
import { WebSocket, type Agent } from "undici"
import { AppError } from "./errors.ts"

const MAX_WAITING_BYTES = 8 * 2 ** 20

/** One text message; `dropped` counts those that were thrown away before it because the reader was too slow. */
export interface SocketMessage {
  text: string
  dropped: number
}

/**
 * Messages of a WebSocket until it closes or the signal aborts; breaking off closes it. Memory is bounded: what a slow reader
 * leaves waiting beyond 8 MiB is dropped, oldest first, and counted.
 * @throws {AppError} `upstream_error` when it can't be opened, or closes with a reason
 */
export async function* socketMessages(target: {
  url: URL
  headers: Record<string, string>
  agent: Agent
  signal: AbortSignal
}): AsyncGenerator<SocketMessage> {
  const { url, headers, agent, signal } = target
  const address = new URL(url)
  address.protocol = url.protocol === "https:" ? "wss:" : "ws:"
  signal.throwIfAborted()
  const socket = new WebSocket(address, { headers, dispatcher: agent })
  const waiting: string[] = []
  let waitingBytes = 0
  let dropped = 0
  let ended: { error?: AppError } | undefined
  let wake = Promise.withResolvers<void>()
  const end = (error?: AppError) => {
    ended ??= { error }
    wake.resolve()
  }
  const abort = () => end()
  signal.addEventListener("abort", abort)
  socket.addEventListener("message", ({ data }) => {
    if (typeof data !== "string") return
    waiting.push(data)
    waitingBytes += data.length
    while (waitingBytes > MAX_WAITING_BYTES && waiting.length > 1) {
      waitingBytes -= waiting.shift()!.length
      dropped++
    }
    wake.resolve()
  })
  socket.addEventListener("error", ({ error }) => end(new AppError("upstream_error", "socketFailed", { host: url.host }, { cause: error })))
  socket.addEventListener("close", ({ code, reason }) =>
    end(
      code === 1000 || code === 1001
        ? undefined
        : new AppError("upstream_error", "socketClosed", { host: url.host, reason: (reason || String(code)).slice(0, 500) }),
    ),
  )
  try {
    for (;;) {
      if (signal.aborted) return
      const text = waiting.shift()
      if (text !== undefined) {
        waitingBytes -= text.length
        yield { text, dropped }
        dropped = 0
        continue
      }
      if (ended) break
      await wake.promise
      wake = Promise.withResolvers()
    }
    if (ended.error && !signal.aborted) throw ended.error
  } finally {
    signal.removeEventListener("abort", abort)
    socket.close()
  }
}
