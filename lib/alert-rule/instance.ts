import type { InstanceState } from "./schema.ts"

/** `origin` "series" is one of the expression's; the other two stand for the rule's health. Times are epoch ms. */
export interface Instance {
  fingerprint: string
  origin: "series" | "nodata" | "error"
  labels: Record<string, string>
  annotations: Record<string, string>
  state: InstanceState
  value: number | null
  activeAtMs: number | null
  firedAtMs: number | null
  keepSinceMs: number | null
  resolvedAtMs: number | null
  lastSeenMs: number | null
  lastEvalMs: number | null
  stateSinceMs: number
  missing: number
  episode: number
}

/** An instance that nobody has seen before. */
export function fresh(sample: Pick<Instance, "fingerprint" | "labels" | "annotations" | "value">, nowMs: number): Instance {
  return {
    fingerprint: sample.fingerprint,
    origin: "series",
    labels: sample.labels,
    annotations: sample.annotations,
    state: "inactive",
    value: sample.value,
    activeAtMs: null,
    firedAtMs: null,
    keepSinceMs: null,
    resolvedAtMs: null,
    lastSeenMs: nowMs,
    lastEvalMs: nowMs,
    stateSinceMs: nowMs,
    missing: 0,
    episode: 0,
  }
}
