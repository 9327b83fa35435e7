import "server-only"
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client"
import { lazy } from "#lib/db/lazy.ts"

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

function makeMetrics() {
  const registry = new Registry()
  registry.setDefaultLabels({ role: process.env.BONGSU_ROLE || "web" })
  collectDefaultMetrics({ register: registry, prefix: "bongsu_" })
  return { registry, ...alertMetrics([registry]), ...trafficMetrics([registry]) }
}

/** What the worker counts. */
function alertMetrics(registers: Registry[]) {
  return {
    evaluations: new Counter({
      name: "bongsu_alert_evaluations_total",
      help: "Evaluations of alert rules by health: ok, no-data, error.",
      labelNames: ["health"] as const,
      registers,
    }),
    evaluationSeconds: new Histogram({
      name: "bongsu_alert_evaluation_duration_seconds",
      help: "Time of one rule's evaluation, its read included.",
      buckets: SECONDS,
      registers,
    }),
    slotLatenessSeconds: new Histogram({
      name: "bongsu_alert_slot_lateness_seconds",
      help: "From the moment a slot was due to the start of its evaluation.",
      buckets: SECONDS,
      registers,
    }),
    missedSlots: new Counter({ name: "bongsu_alert_missed_slots_total", help: "Slots that were never evaluated.", registers }),
    deliveries: new Counter({
      name: "bongsu_delivery_attempts_total",
      help: "Attempts to deliver a message by contact point kind and outcome: accepted, refused, unknown.",
      labelNames: ["kind", "outcome"] as const,
      registers,
    }),
    deliverySeconds: new Histogram({
      name: "bongsu_delivery_latency_seconds",
      help: "From the change of state to the request that the chat service accepted.",
      labelNames: ["kind"] as const,
      buckets: [...SECONDS, 60, 300],
      registers,
    }),
    workerLagSeconds: new Gauge({ name: "bongsu_worker_lag_seconds", help: "How late the newest tick of this worker was.", registers }),
  }
}

function trafficMetrics(registers: Registry[]) {
  return {
    httpSeconds: new Histogram({
      name: "bongsu_http_request_duration_seconds",
      help: "Time from a request's arrival to its answer's first byte.",
      labelNames: ["method", "route", "status"] as const,
      buckets: SECONDS,
      registers,
    }),
    upstreamSeconds: new Histogram({
      name: "bongsu_upstream_request_duration_seconds",
      help: "Time of a request to a datasource by its kind and outcome (ok or the error's code).",
      labelNames: ["kind", "outcome"] as const,
      buckets: SECONDS,
      registers,
    }),
  }
}

/**
 * Everything this process counts. Web and worker are processes of their own and answer for themselves. Label values come from
 * closed sets (route patterns, kinds, codes), never from what a user typed.
 */
export const metrics: ReturnType<typeof makeMetrics> = lazy("metrics", makeMetrics)

export interface HttpObservation {
  method: string
  /** "/api/dashboards/{id}" */
  route: string
  status: number
  seconds: number
}

export function observeHttp({ method, route, status, seconds }: HttpObservation): void {
  metrics.httpSeconds.observe({ method, route, status: String(status) }, seconds)
}
