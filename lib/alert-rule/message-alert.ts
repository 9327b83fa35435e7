import type { MessageAlert } from "#lib/contact-point/message.ts"
import { formatValue } from "#lib/format/value.ts"
import type { Instance } from "./instance.ts"
import type { AlertRuleDocument } from "./schema.ts"
import { topComparison } from "./threshold.ts"

export interface Threshold {
  op: string
  value: number
}

/** What a rule's value is held against; undefined when that is no number. */
export function thresholdOf(document: AlertRuleDocument): Threshold | undefined {
  if (document.condition) return { op: document.condition.op, value: document.condition.threshold }
  const comparison = topComparison(document.query.expr)
  return comparison?.threshold === undefined ? undefined : { op: comparison.op, value: comparison.threshold }
}

interface Context {
  instanceId: string
  publicUrl: string
  runbook?: { id?: string; title: string; url?: string }
}

const FIRST_SERVICE_LABELS = ["service", "service_name", "job", "app", "application"]
export const serviceOf = (labels: Record<string, string>): string => FIRST_SERVICE_LABELS.map((name) => labels[name]).find(Boolean) ?? ""

const BEFORE_MS = 30 * 60_000

/** The facts of an alert for a message, as they were when its state changed. */
export function messageAlert(document: AlertRuleDocument, instance: Instance, context: Context): MessageAlert {
  const threshold = thresholdOf(document)
  const format = (value: number) => formatValue(value, { unit: document.unit }, "en").full
  const startsAtMs = instance.firedAtMs ?? instance.stateSinceMs
  const { summary = "", description = "", message = "" } = instance.annotations
  return {
    status: instance.state === "inactive" ? "resolved" : "firing",
    name: document.name,
    service: serviceOf(instance.labels),
    severity: instance.labels.severity ?? "",
    labels: instance.labels,
    summary: summary || message,
    description,
    value: instance.value === null ? undefined : format(instance.value),
    threshold: threshold && `${threshold.op} ${format(threshold.value)}`,
    startsAtMs,
    endsAtMs: instance.resolvedAtMs ?? undefined,
    links: {
      ...runbookLink(instance, context),
      dashboard: dashboardLink(document, startsAtMs, context.publicUrl),
      incident: `${context.publicUrl}/i/${context.instanceId}`,
    },
    samples: [],
  }
}

function runbookLink(instance: Instance, { runbook, publicUrl }: Context): MessageAlert["links"] {
  if (runbook) return { runbook: runbook.url ?? `${publicUrl}/runbooks/${runbook.id}`, runbookTitle: runbook.title }
  const url = instance.annotations.runbook_url
  return url ? { runbook: url } : {}
}

function dashboardLink(document: AlertRuleDocument, startsAtMs: number, publicUrl: string): string | undefined {
  if (!document.dashboardId) return undefined
  const query = new URLSearchParams({ from: String(startsAtMs - BEFORE_MS), to: "now" })
  if (document.panelId) query.set("viewPanel", document.panelId)
  return `${publicUrl}/dashboards/${document.dashboardId}?${query}`
}
