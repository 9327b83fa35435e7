import type { RuleTemplate } from "#lib/template/template.ts"

export const bugReport: RuleTemplate = {
  name: "bug-report",
  datasourceKind: "loki",
  dashboard: "logs-overview",
  build: (words) => ({
    name: words("title"),
    group: "logs",
    query: { expr: 'sum by (service_name) (count_over_time({service_name=~".+"} | detected_level=~"error|fatal|critical" [1m])) > 0' },
    evaluateEvery: "30s",
    keepFiringFor: "2m",
    noData: "ok",
    labels: { severity: "warning", service: "{{ $labels.service_name }}" },
    annotations: { summary: words("summary") },
  }),
}
