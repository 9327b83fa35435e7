import type { RuleTemplate } from "#lib/template/template.ts"

const failed = 'sum by (job) (rate(http_server_requests_seconds_count{status=~"5.."}[2m]))'
const failedOtel = 'sum by (job) (rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[2m]))'
const total = 'sum by (job) (rate({__name__=~"http_server_requests_seconds_count|http_server_request_duration_seconds_count"}[2m]))'

export const errorRatio: RuleTemplate = {
  name: "error-ratio",
  datasourceKind: "prometheus",
  dashboard: "service-overview",
  build: (words) => ({
    name: words("title"),
    group: "errors",
    query: {
      expr: `(${failed} or ${failedOtel}) / ${total} > 0.05`,
    },
    evaluateEvery: "15s",
    for: "30s",
    noData: "ok",
    unit: "percentunit",
    labels: { severity: "critical", service: "{{ $labels.job }}" },
    annotations: { summary: words("summary") },
  }),
}
