import type { Instance } from "./instance.ts"
import type { InstanceState } from "./schema.ts"

/** A row of `alert_instance` as the pg pool gives it. */
export interface InstanceRow {
  id: string
  rule_id: string
  fingerprint: string
  labels: Record<string, string>
  annotations: Record<string, string>
  state: InstanceState
  value: number | null
  active_at: Date | null
  fired_at: Date | null
  keep_since: Date | null
  resolved_at: Date | null
  last_seen_at: Date | null
  last_eval_at: Date | null
  state_since: Date
  missing: number
  episode: number
  acknowledged_by: string | null
  acknowledged_at: Date | null
  acknowledgment: string | null
}

const ms = (date: Date | null) => date?.getTime() ?? null
const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString())

export function readInstance(row: InstanceRow): Instance {
  const health = row.labels.rule_health
  return {
    fingerprint: row.fingerprint,
    origin: health === "nodata" || health === "error" ? health : "series",
    labels: row.labels,
    annotations: row.annotations,
    state: row.state,
    value: row.value,
    activeAtMs: ms(row.active_at),
    firedAtMs: ms(row.fired_at),
    keepSinceMs: ms(row.keep_since),
    resolvedAtMs: ms(row.resolved_at),
    lastSeenMs: ms(row.last_seen_at),
    lastEvalMs: ms(row.last_eval_at),
    stateSinceMs: row.state_since.getTime(),
    missing: row.missing,
    episode: row.episode,
  }
}

/** The row as JSON for `jsonb_to_recordset`. JSON has no NaN and no infinities: such a value is stored as absent. */
export function instanceRecord(id: string, ruleId: string, instance: Instance, slotMs: number) {
  return {
    id,
    rule_id: ruleId,
    fingerprint: instance.fingerprint,
    labels: instance.labels,
    annotations: instance.annotations,
    state: instance.state,
    value: Number.isFinite(instance.value) ? instance.value : null,
    active_at: iso(instance.activeAtMs),
    fired_at: iso(instance.firedAtMs),
    keep_since: iso(instance.keepSinceMs),
    resolved_at: iso(instance.resolvedAtMs),
    last_seen_at: iso(instance.lastSeenMs),
    last_eval_at: iso(slotMs),
    state_since: iso(instance.stateSinceMs),
    missing: instance.missing,
    episode: instance.episode,
  }
}
