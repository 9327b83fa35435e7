import type { RuleTemplate } from "#lib/template/template.ts"

export const highLatency: RuleTemplate = {
  name: "high-latency",
  datasourceKind: "prometheus",
  dashboard: "service-overview",
  build: (words) => ({
    name: words("title"),
    group: "latency",
    query: {
      expr: 'histogram_quantile(0.95, sum by (job, le) (rate({__name__=~"http_server_requests_seconds_bucket|http_server_request_duration_seconds_bucket"}[2m]))) > 1',
    },
    evaluateEvery: "15s",
    for: "30s",
    unit: "s",
    labels: { severity: "warning", service: "{{ $labels.job }}" },
    annotations: { summary: words("summary") },
  }),
}
