// Sends batches to one OTLP endpoint in order, and again when it could not take one.
import { setTimeout as wait } from "node:timers/promises"
import { promisify } from "node:util"
import { gzip } from "node:zlib"

const compress = promisify(gzip)
const TIMEOUT_MS = 10_000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** As OTLP says: these may be sent again. */
const AGAIN = new Set([429, 502, 503, 504])
/** A minute and a half of batches; older ones give way. */
const MOST_WAITING = 90

export interface Target {
  url: string
  headers?: Record<string, string>
}

export interface Sender {
  /** Puts a batch in the queue; the oldest one falls out of a full queue. */
  add: (body: object) => void
  /** Resolves when all that was added is sent or given up. */
  drained: () => Promise<void>
  /** Stops what is on its way and forgets the rest. */
  stop: () => void
  readonly sent: number
  readonly lost: number
}

const endpointOf = (base: string, path: string): string => (base.endsWith(path) ? base : `${base.replace(/\/+$/, "")}${path}`)

export const tracesTarget = (base: string, headers?: Record<string, string>): Target => ({ url: endpointOf(base, "/v1/traces"), headers })
export const logsTarget = (base: string, headers?: Record<string, string>): Target => ({ url: endpointOf(base, "/v1/logs"), headers })

/** How long to wait before the next try: doubled each time, scattered, and no less than the server asks for. */
export function waitAfter(tries: number, retryAfter: string | null, scatter: number): number {
  const own = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries)
  const asked = Number(retryAfter ?? 0) * 1000
  return Math.min(LONGEST_WAIT_MS, Math.max(own * (0.5 + scatter / 2), Number.isFinite(asked) ? asked : 0))
}

/** @param report told of each batch that is given up, in words */
export function createSender({ url, headers }: Target, report: (problem: string) => void): Sender {
  const stopped = new AbortController()
  const queue: object[] = []
  const counts = { sent: 0, lost: 0 }
  let running: Promise<void> | undefined

  /** Undefined when it was taken, else what to do about it. */
  async function post(body: Buffer): Promise<{ again: boolean; reason: string; retryAfter: string | null } | undefined> {
    try {
      const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(TIMEOUT_MS)])
      const sentHeaders = { "content-type": "application/json", "content-encoding": "gzip", ...headers }
      const response = await fetch(url, { method: "POST", headers: sentHeaders, body: new Uint8Array(body), signal })
      const text = await response.text()
      if (response.ok) return undefined
      const reason = `${response.status} ${text.slice(0, 200)}`
      return { again: AGAIN.has(response.status), reason, retryAfter: response.headers.get("retry-after") }
    } catch (error) {
      return { again: !stopped.signal.aborted, reason: String((error as Error).cause ?? error), retryAfter: null }
    }
  }

  async function run(): Promise<void> {
    for (let batch = queue[0]; batch; batch = queue[0]) {
      const body = await compress(JSON.stringify(batch))
      for (let tries = 0; queue[0] === batch; tries++) {
        const failed = await post(body)
        if (!failed) counts.sent++
        else if (failed.again) {
          if (tries === 0) report(`${url}: ${failed.reason}; trying again`)
          await wait(waitAfter(tries, failed.retryAfter, Math.random()), undefined, { signal: stopped.signal }).catch(() => queue.splice(0))
          continue
        } else {
          counts.lost++
          if (!stopped.signal.aborted) report(`${url}: ${failed.reason}; a batch is lost`)
        }
        if (queue[0] === batch) queue.shift()
      }
    }
    running = undefined
  }

  return {
    add(body) {
      if (stopped.signal.aborted) return
      queue.push(body)
      if (queue.length > MOST_WAITING) {
        queue.shift()
        counts.lost++
      }
      running ??= run()
    },
    drained: async () => running,
    stop() {
      queue.splice(0)
      stopped.abort()
    },
    get sent() {
      return counts.sent
    },
    get lost() {
      return counts.lost
    },
  }
}
