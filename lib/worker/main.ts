import "server-only"
import { randomBytes } from "node:crypto"
import { hostname } from "node:os"
import { workerPool } from "#lib/db/pool.ts"
import { env } from "#lib/env.ts"
import { log } from "#lib/log.ts"
import { serveMetrics } from "#lib/metrics-server.ts"
import { metrics } from "#lib/metrics.ts"
import { flushDue, untilNextFlush } from "#lib/notification/flush.ts"
import { Deliverer } from "./deliver-due.ts"
import { Evaluator } from "./evaluate-due.ts"
import { beat, endBeat } from "./heartbeat.ts"
import { keepHouse } from "./housekeeping.ts"
import { loop } from "./loop.ts"
import { watchDatasources } from "./watch-datasources.ts"

const BEAT_MS = 5_000
const WATCH_MS = 15_000
const HOUSE_MS = 60_000
const FLUSH_POLL_MS = 500
/** From the wish to stop to the end of whatever still runs. */
const PATIENCE_MS = 18_000

/**
 * The worker: evaluates rules, decides on notifications and delivers them, each in a loop of its own, until the signal aborts. Then it
 * claims nothing more, finishes what is under way (at most 18 s) and gives its leases back.
 */
export async function runWorker(signal: AbortSignal): Promise<void> {
  const id = `${hostname().slice(0, 40)}-${process.pid}-${randomBytes(3).toString("hex")}`
  const hard = new AbortController()
  const startedAt = new Date()
  const evaluator = new Evaluator(id, hard.signal, () => flushing.wake())
  const deliverer = new Deliverer(id, hard.signal)
  const delivering = loop("deliver", signal, () => deliverer.tick())
  const flushing = loop("flush", signal, async () => {
    const { groups, deliveries } = await flushDue(workerPool)
    if (deliveries > 0) delivering.wake()
    return groups > 0 ? 0 : Math.min(FLUSH_POLL_MS, (await untilNextFlush(workerPool)) ?? FLUSH_POLL_MS)
  })
  const loops = [
    delivering,
    flushing,
    loop("evaluate", signal, () => evaluator.tick()),
    loop("heartbeat", signal, async () => {
      const lagMs = evaluator.takeLagMs()
      metrics.workerLagSeconds.set(lagMs / 1000)
      await Promise.all([beat(id, startedAt, lagMs), evaluator.renew()])
      return BEAT_MS
    }),
    loop("watch datasources", signal, async () => {
      if ((await watchDatasources()) > 0) flushing.wake()
      return WATCH_MS
    }),
    loop("housekeeping", signal, async () => {
      await keepHouse()
      return HOUSE_MS
    }),
  ]
  const { workerMetricsPort } = env()
  if (workerMetricsPort !== undefined) {
    serveMetrics(workerMetricsPort, signal).catch((error: unknown) => log.warn({ err: error, port: workerMetricsPort }, "no metrics port"))
  }
  log.info({ worker: id }, "worker runs")
  const { promise: stopped, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  else signal.addEventListener("abort", () => resolve(), { once: true })
  await stopped
  const patience = setTimeout(() => hard.abort(new Error("the worker ends")), PATIENCE_MS)
  try {
    await Promise.all([...loops.map((one) => one.ended), evaluator.end(), deliverer.end()])
    await endBeat(id)
  } catch (error) {
    log.warn({ err: error }, "the worker ended without giving everything back; its leases end by themselves")
  } finally {
    clearTimeout(patience)
  }
}
