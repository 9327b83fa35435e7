import type { RuleTemplate } from "#lib/template/template.ts"

export const cpu: RuleTemplate = {
  name: "cpu",
  datasourceKind: "prometheus",
  dashboard: "hosts",
  build: (words) => ({
    name: words("title"),
    group: "resources",
    query: { expr: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])) > 0.9' },
    evaluateEvery: "30s",
    for: "5m",
    unit: "percentunit",
    labels: { severity: "warning", service: "{{ $labels.instance }}" },
    annotations: { summary: words("summary") },
  }),
}
