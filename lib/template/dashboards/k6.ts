import { panel, thresholds } from "#lib/template/panel.ts"
import type { DashboardTemplate } from "#lib/template/template.ts"

const rate = (name: string) => `sum(rate(k6_${name}_total[$__rate_interval]))`

/** A load test as k6 writes it to Prometheus: users, requests, response times, failures. */
export const k6: DashboardTemplate = {
  name: "k6",
  datasourceKinds: ["prometheus"],
  document: { tags: ["k6"], time: { from: "now-3h", to: "now" }, refresh: "10s" },
  rows: [
    ({ sources: { prometheus } }) => ({
      h: 4,
      panels: [
        panel("stat", 6, "vusNow", prometheus, [{ expr: "sum(k6_vus) or vector(0)" }], { decimals: 0 }),
        panel("stat", 6, "tpsNow", prometheus, [{ expr: `${rate("http_reqs")} or vector(0)` }], { unit: "reqps" }),
        panel("stat", 6, "failedNow", prometheus, [{ expr: "max(k6_http_req_failed_rate)" }], {
          unit: "percentunit",
          thresholds: thresholds(0.01, 0.05),
        }),
        panel("stat", 6, "checksNow", prometheus, [{ expr: "min(k6_checks_rate)" }], { unit: "percentunit" }),
      ],
    }),
    ({ words, sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 12, "load", prometheus, [{ expr: "sum(k6_vus)", legend: words("vus") }], { min: 0, decimals: 0 }),
        panel(
          "timeseries",
          12,
          "requests",
          prometheus,
          [{ expr: "sum by (status) (rate(k6_http_reqs_total[$__rate_interval]))", legend: "{{status}}" }],
          { unit: "reqps", min: 0, stacking: "normal" },
        ),
      ],
    }),
    ({ words, sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel(
          "timeseries",
          12,
          "durations",
          prometheus,
          ["p50", "p95", "p99"].map((quantile) => ({ expr: `max(k6_http_req_duration_${quantile})`, legend: quantile })),
          { unit: "s", min: 0 },
        ),
        panel("timeseries", 12, "failures", prometheus, [{ expr: "max(k6_http_req_failed_rate)", legend: words("failedLegend") }], {
          unit: "percentunit",
          min: 0,
        }),
      ],
    }),
    ({ words, sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 12, "iterations", prometheus, [{ expr: rate("iterations"), legend: words("iterationsLegend") }], {
          unit: "ops",
          min: 0,
        }),
        panel(
          "timeseries",
          12,
          "traffic",
          prometheus,
          [
            { expr: rate("data_received"), legend: words("received") },
            { expr: rate("data_sent"), legend: words("sent") },
          ],
          { unit: "Bps", min: 0 },
        ),
      ],
    }),
  ],
}
