import { z } from "zod"
import { AlertInstance, AlertTransition, InstanceState } from "#lib/alert-rule/schema.ts"
import { Delivery } from "#lib/delivery/schema.ts"

const time = z.iso.datetime()

/** One line of the list: an instance that fires or fired lately. */
export const IncidentSummary = z.object({
  /** Of the instance; `/i/{id}`. */
  id: z.string(),
  ruleId: z.string(),
  name: z.string(),
  service: z.string(),
  severity: z.string(),
  labels: z.record(z.string(), z.string()),
  state: InstanceState,
  startedAt: time,
  endedAt: time.optional(),
  /** Firings in the last 7 days. */
  episodes: z.number(),
  summary: z.string(),
})
export type IncidentSummary = z.output<typeof IncidentSummary>

export const Incident = IncidentSummary.extend({
  instance: AlertInstance,
  rule: z.object({
    id: z.string(),
    name: z.string(),
    datasourceId: z.string(),
    query: z.record(z.string(), z.unknown()),
    unit: z.string().optional(),
    dashboardId: z.string().optional(),
    panelId: z.string().optional(),
  }),
  /** Newest first. */
  timeline: z.array(AlertTransition),
  deliveries: z.array(Delivery),
  runbook: z
    .object({ id: z.string().optional(), title: z.string(), url: z.string().optional(), markdown: z.string().optional() })
    .optional(),
  /** What the expression compares; absent when it has no single comparison at its top. */
  breach: z.object({ expr: z.string(), op: z.string(), threshold: z.number().optional(), thresholdExpr: z.string().optional() }).optional(),
  /** What to look at: from before it began to after it ended (or now). */
  view: z.object({ from: time, to: time }),
  firing: z.object({ from: time, to: time.optional() }),
})
export type Incident = z.output<typeof Incident>
