import type { AlertInstance, InstanceState } from "#lib/alert-rule/schema.ts"

const states: InstanceState[] = ["firing", "pending", "recovering", "inactive"]
const severities = ["critical", "page", "error", "high", "warning", "warn", "medium", "info", "low"]

/** Sort order: firing, pending, recovering; the graver severity first; then what has lasted longest. */
export function byUrgency(a: AlertInstance, b: AlertInstance): number {
  return (
    states.indexOf(a.state) - states.indexOf(b.state) ||
    gravity(a.labels.severity) - gravity(b.labels.severity) ||
    Date.parse(a.since) - Date.parse(b.since) ||
    a.id.localeCompare(b.id)
  )
}

/** 0 is the gravest; severities that nobody knows come last. */
function gravity(severity = ""): number {
  const rank = severities.indexOf(severity.toLowerCase())
  return rank === -1 ? severities.length : rank
}

/** Whether a severity asks for somebody now ("bad"), soon ("warn"), or tells something ("calm"). */
export function toneOf(severity = ""): "bad" | "warn" | "calm" {
  const rank = gravity(severity)
  if (rank <= severities.indexOf("high")) return "bad"
  return rank <= severities.indexOf("medium") ? "warn" : "calm"
}

/** Labels that name the failing thing, by custom of the exporters, most telling first. */
const serviceLabels = ["service", "service_name", "app", "job"]

/** "" when no label names a service. */
export function serviceOf(labels: Record<string, string>): string {
  return serviceLabels.map((name) => labels[name]).find(Boolean) ?? ""
}

/** Labels worth a second line: without those that the row shows by themselves. */
export function otherLabels(labels: Record<string, string>): [string, string][] {
  const service = serviceLabels.find((name) => labels[name])
  return Object.entries(labels)
    .filter(([name, value]) => value && name !== "alertname" && name !== "severity" && name !== service)
    .toSorted(([a], [b]) => a.localeCompare(b))
}

/** What somebody typed into the filter: `service="checkout"` is a matcher, everything else a search for text. */
export function splitFilter(typed: string): { filter?: string; search?: string } {
  const text = typed.trim()
  if (!text) return {}
  return /^\{?\s*("[^"]*"|[a-zA-Z_][\w.:]*)\s*(=~|!~|!=|=)/.test(text) ? { filter: text } : { search: text }
}

/** Where value and threshold lie on a bar from 0 to 1, both inside it; undefined when there is nothing to draw. */
export function placeOnBar(
  value: number | undefined,
  threshold: number | undefined,
): { value: number; threshold: number; zero: number } | undefined {
  if (value === undefined || threshold === undefined || !Number.isFinite(value) || !Number.isFinite(threshold)) return undefined
  const low = Math.min(0, value, threshold)
  const high = Math.max(0, value, threshold)
  if (low === high) return undefined
  const place = (at: number) => ((at - low) / (high - low)) * 0.84 + 0.08
  return { value: place(value), threshold: place(threshold), zero: place(0) }
}
