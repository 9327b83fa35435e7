import { everyOf, panel, thresholds } from "#lib/template/panel.ts"
import type { DashboardTemplate } from "#lib/template/template.ts"

const micrometer = "http_server_requests_seconds"
const otel = "http_server_request_duration_seconds"
/** Both names at once: a service has one of them. */
const either = (suffix: string) => `__name__=~"${micrometer}_${suffix}|${otel}_${suffix}"`
const chosen = 'job=~"$job"'
const rate = (suffix: string, by: string) => `sum by (${by}) (rate({${either(suffix)},${chosen}}[$__rate_interval]))`
const failed = (by: string) =>
  `(sum by (${by}) (rate(${micrometer}_count{${chosen},status=~"5.."}[$__rate_interval])) or sum by (${by}) (rate(${otel}_count{${chosen},http_response_status_code=~"5.."}[$__rate_interval])))`
const ratio = `(${failed("job")} or 0 * ${rate("count", "job")}) / ${rate("count", "job")}`
const p95 = `histogram_quantile(0.95, ${rate("bucket", "job, le")})`

const seconds = { unit: "s", min: 0 }

/** Rate, errors and duration of every service that answers HTTP, whichever of the two usual libraries measures it. */
export const serviceOverview: DashboardTemplate = {
  name: "service-overview",
  datasourceKinds: ["prometheus"],
  optionalKinds: ["loki", "tempo"],
  document: { tags: ["red"], refresh: "10s" },
  variables: ({ words, sources: { prometheus } }) => [everyOf("job", words("job"), prometheus, `label_values({${either("count")}}, job)`)],
  rows: [
    ({ sources: { prometheus } }) => ({
      h: 4,
      panels: [
        panel("stat", 6, "requestsNow", prometheus, [{ expr: rate("count", "") }], { unit: "reqps" }),
        panel("stat", 6, "errorsNow", prometheus, [{ expr: `sum(${failed("job")} or vector(0)) / ${rate("count", "")}` }], {
          unit: "percentunit",
          thresholds: thresholds(0.01, 0.05),
        }),
        panel("stat", 6, "p95Now", prometheus, [{ expr: `max(${p95})` }], { unit: "s", thresholds: thresholds(0.5, 1) }),
        panel("stat", 6, "instancesDown", prometheus, [{ expr: `count(up{${chosen}} == 0) or vector(0)` }], {
          decimals: 0,
          thresholds: thresholds(1, 1),
        }),
      ],
    }),
    ({ sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 8, "requests", prometheus, [{ expr: rate("count", "job"), legend: "{{job}}" }], { unit: "reqps", min: 0 }),
        panel("timeseries", 8, "errors", prometheus, [{ expr: ratio, legend: "{{job}}" }], { unit: "percentunit", min: 0 }),
        panel("timeseries", 8, "p95", prometheus, [{ expr: p95, legend: "{{job}}", exemplars: true }], seconds),
      ],
    }),
    ({ words, sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel(
          "table",
          24,
          "routes",
          prometheus,
          ["count", "failed", "p95"].map((what) => ({ expr: byRoute(what), mode: "instant" })),
          {
            columns: {
              A: { title: words("routeRate"), unit: "reqps" },
              B: { title: words("routeErrors"), unit: "percentunit" },
              C: { title: words("routeP95"), unit: "s" },
              time: { hidden: true },
            },
            sortBy: "A",
          },
        ),
      ],
    }),
    ({ sources: { loki, tempo } }) => ({
      h: 10,
      panels: [
        ...(tempo
          ? [panel("traces", loki ? 12 : 24, "traces", tempo, [{ traceql: "{ duration > 1s || status = error } with (most_recent=true)" }])]
          : []),
        ...(loki
          ? [panel("logs", tempo ? 12 : 24, "logs", loki, [{ expr: '{service_name=~".+"} | detected_level=~"error|fatal|critical"' }])]
          : []),
      ],
    }),
  ],
}

const named = (expr: string, method: string, route: string) =>
  `label_replace(label_replace(${expr}, "route", "$1", "${route}", "(.*)"), "method", "$1", "${method}", "(.*)")`

/** The two libraries name method and route differently: both become `method` and `route`. */
function byRoute(what: string): string {
  const each = (name: string, method: string, route: string, status: string) => {
    const total = (extra = "") => `sum by (job, ${method}, ${route}) (rate(${name}_count{${chosen}${extra}}[$__range]))`
    if (what === "count") return named(total(), method, route)
    if (what === "failed") return named(`(${total(`,${status}=~"5.."`)} or 0 * ${total()}) / ${total()}`, method, route)
    return named(
      `histogram_quantile(0.95, sum by (job, ${method}, ${route}, le) (rate(${name}_bucket{${chosen}}[$__range])))`,
      method,
      route,
    )
  }
  const both = `${each(micrometer, "method", "uri", "status")} or ${each(otel, "http_request_method", "http_route", "http_response_status_code")}`
  return `max by (job, method, route) (${both})`
}
