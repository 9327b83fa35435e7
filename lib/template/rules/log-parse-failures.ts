import type { RuleTemplate } from "#lib/template/template.ts"

export const logParseFailures: RuleTemplate = {
  name: "log-parse-failures",
  datasourceKind: "loki",
  dashboard: "logs-overview",
  build: (words) => ({
    name: words("title"),
    group: "logs",
    // A line that begins as JSON and is none: somebody's line was cut, or two were mixed.
    query: {
      expr: 'sum by (service_name) (count_over_time({service_name=~".+"} |~ "^\\\\s*[{]" | json | __error__="JSONParserErr" | drop __error__, __error_details__ [5m])) > 0',
    },
    evaluateEvery: "1m",
    keepFiringFor: "5m",
    noData: "ok",
    labels: { severity: "info", service: "{{ $labels.service_name }}" },
    annotations: { summary: words("summary") },
  }),
}
