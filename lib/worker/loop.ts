import { log } from "#lib/log.ts"

/** After a failure (a database that is away) the next try waits this long. */
const AFTER_ERROR_MS = 1_000
const SHORTEST_MS = 5

export interface Loop {
  /** Ends the present wait. */
  wake(): void
  /** Resolves when the loop has ended. */
  ended: Promise<void>
}

/**
 * Runs `body` again and again until the signal aborts; it returns how long to wait before the next time. A throw is logged and costs
 * this loop a second, never another loop anything.
 */
export function loop(name: string, signal: AbortSignal, body: () => Promise<number>): Loop {
  let wake: (() => void) | undefined
  let isWoken = false
  const run = async () => {
    while (!signal.aborted) {
      isWoken = false
      const waitMs = await body().catch((error: unknown) => {
        log.error({ err: error, loop: name }, "a loop of the worker failed and goes on")
        return AFTER_ERROR_MS
      })
      if (isWoken || signal.aborted) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(SHORTEST_MS, waitMs))
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const wakeUp = () => {
    isWoken = true
    wake?.()
  }
  signal.addEventListener("abort", wakeUp, { once: true })
  return { wake: wakeUp, ended: run() }
}
