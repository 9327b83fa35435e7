import { everyOf, panel, thresholds } from "#lib/template/panel.ts"
import type { DashboardTemplate } from "#lib/template/template.ts"

const micrometer = "http_client_requests_seconds"
const otel = "http_client_request_duration_seconds"
/** The called side under one name, `client`, whichever library measures it. */
const sum = (suffix: string, micrometerMore: string, otelMore: string, window: string, le = "") =>
  `(label_replace(sum by (job, client_name${le}) (rate(${micrometer}_${suffix}{job=~"$job"${micrometerMore}}[${window}])), "client", "$1", "client_name", "(.*)") or label_replace(sum by (job, server_address${le}) (rate(${otel}_${suffix}{job=~"$job"${otelMore}}[${window}])), "client", "$1", "server_address", "(.*)"))`
const total = (window: string) => `sum by (job, client) (${sum("count", "", "", window)})`
const failed = (window: string) =>
  `sum by (job, client) (${sum("count", ',outcome!~"SUCCESS|REDIRECTION|INFORMATIONAL"', ',error_type!=""', window)})`
const failedRatio = (window: string) => `(${failed(window)} or 0 * ${total(window)}) / ${total(window)}`
const p95 = (window: string) => `histogram_quantile(0.95, sum by (job, client, le) (${sum("bucket", "", "", window, ", le")}))`

const legend = "{{job}} → {{client}}"
const live = "$__rate_interval"

/** Each call to somebody else: how often it fails, and how long it takes, in one look. */
export const httpClients: DashboardTemplate = {
  name: "http-clients",
  datasourceKinds: ["prometheus"],
  document: { tags: ["http"], refresh: "30s" },
  variables: ({ words, sources: { prometheus } }) => [
    everyOf("job", words("job"), prometheus, `label_values({__name__=~"${micrometer}_count|${otel}_count"}, job)`),
  ],
  rows: [
    ({ words, sources: { prometheus } }) => ({
      h: 9,
      panels: [
        panel(
          "table",
          24,
          "calls",
          prometheus,
          [
            { expr: total("$__range"), mode: "instant" },
            { expr: `1 - (${failedRatio("$__range")})`, mode: "instant" },
            { expr: failedRatio("$__range"), mode: "instant" },
            { expr: p95("$__range"), mode: "instant" },
          ],
          {
            columns: {
              A: { title: words("rate"), unit: "reqps" },
              B: { title: words("succeeded"), unit: "percentunit", decimals: 2 },
              C: { title: words("failedColumn"), unit: "percentunit", decimals: 2 },
              D: { title: words("p95Column"), unit: "s" },
              time: { hidden: true },
            },
            sortBy: "C",
          },
        ),
      ],
    }),
    ({ sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 8, "requests", prometheus, [{ expr: total(live), legend }], { unit: "reqps", min: 0 }),
        panel("timeseries", 8, "failures", prometheus, [{ expr: failedRatio(live), legend }], {
          unit: "percentunit",
          min: 0,
          thresholds: thresholds(0.05, 0.1),
          thresholdStyle: "none",
        }),
        panel("timeseries", 8, "p95", prometheus, [{ expr: p95(live), legend }], { unit: "s", min: 0 }),
      ],
    }),
  ],
}
