import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"
import { AggregatorRegistry, type MetricObject } from "prom-client"
import { env } from "#lib/env.ts"
import { log } from "#lib/log.ts"
import { metrics } from "#lib/metrics.ts"

const WORKER_WAIT_MS = 2_000

const digest = (text: string) => createHash("sha256").update(text).digest()

/** Whether an Authorization header may read metrics: anybody, unless BONGSU_METRICS_TOKEN is set. */
export function isMetricsReader(authorization: string | null | undefined): boolean {
  const { metricsToken } = env()
  if (!metricsToken) return true
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${metricsToken}`))
}

/** This process's metrics and, when the worker of this machine serves its own on a known port, those too; told apart by `role`. */
export async function metricsText(): Promise<{ type: string; text: string }> {
  const { registry } = metrics
  const worker = await workerMetrics()
  if (!worker) return { type: registry.contentType, text: await registry.metrics() }
  const both = AggregatorRegistry.aggregate([await registry.getMetricsAsJSON(), worker])
  return { type: registry.contentType, text: await both.metrics() }
}

async function workerMetrics(): Promise<MetricObject[] | undefined> {
  const { workerMetricsPort, metricsToken } = env()
  if (workerMetricsPort === undefined) return undefined
  try {
    const answer = await fetch(`http://127.0.0.1:${workerMetricsPort}/metrics.json`, {
      headers: metricsToken ? { authorization: `Bearer ${metricsToken}` } : {},
      signal: AbortSignal.timeout(WORKER_WAIT_MS),
    })
    return answer.ok ? ((await answer.json()) as MetricObject[]) : undefined
  } catch (error) {
    log.debug({ err: error }, "the worker's metrics could not be read")
    return undefined
  }
}
