import type { RuleTemplate } from "#lib/template/template.ts"

export const memory: RuleTemplate = {
  name: "memory",
  datasourceKind: "prometheus",
  dashboard: "hosts",
  build: (words) => ({
    name: words("title"),
    group: "resources",
    query: { expr: "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes > 0.9" },
    evaluateEvery: "30s",
    for: "5m",
    unit: "percentunit",
    labels: { severity: "warning", service: "{{ $labels.instance }}" },
    annotations: { summary: words("summary") },
  }),
}
