import type { AlertInstance, AlertTransition } from "#lib/alert-rule/schema.ts"
import type { Delivery } from "#lib/delivery/schema.ts"

/** One line of the list: an instance that fires or fired lately. */
export interface IncidentSummary {
  /** Of the instance; `/i/{id}`. */
  id: string
  ruleId: string
  name: string
  service: string
  severity: string
  labels: Record<string, string>
  state: AlertInstance["state"]
  startedAt: string
  endedAt?: string
  /** Firings in the time that the list covers. */
  episodes: number
  summary: string
}

export interface Incident extends IncidentSummary {
  instance: AlertInstance
  rule: {
    id: string
    name: string
    datasourceId: string
    query: Record<string, unknown>
    unit?: string
    dashboardId?: string
    panelId?: string
  }
  /** Newest first. */
  timeline: AlertTransition[]
  deliveries: Delivery[]
  runbook?: { id?: string; title: string; url?: string; markdown?: string }
  /** What the expression compares; absent when it has no single comparison at its top. */
  breach?: { expr: string; op: string; threshold?: number; thresholdExpr?: string }
  /** What to look at: from before it began to after it ended (or now). */
  view: { from: string; to: string }
  firing: { from: string; to?: string }
}
