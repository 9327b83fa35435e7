import type { RuleTemplate } from "#lib/template/template.ts"

export const serviceDown: RuleTemplate = {
  name: "service-down",
  datasourceKind: "prometheus",
  dashboard: "service-overview",
  build: (words) => ({
    name: words("title"),
    group: "availability",
    query: { expr: "up == 0" },
    evaluateEvery: "10s",
    labels: { severity: "critical", service: "{{ $labels.job }}" },
    annotations: { summary: words("summary") },
  }),
}
