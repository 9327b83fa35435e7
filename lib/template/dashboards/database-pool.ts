import { everyOf, panel, thresholds } from "#lib/template/panel.ts"
import type { DashboardTemplate } from "#lib/template/template.ts"

const one = 'job=~"$job",pool=~"$pool"'

const state = (name: string) => ({ expr: `sum by (instance) (hikaricp_connections_${name}{${one}})`, legend: "{{instance}}" })
const mean = (name: string) =>
  `sum by (instance) (rate(hikaricp_connections_${name}_seconds_sum{${one}}[$__rate_interval])) / sum by (instance) (rate(hikaricp_connections_${name}_seconds_count{${one}}[$__rate_interval]))`

/** HikariCP as Micrometer measures it: who waits for a connection, for how long, and who holds them. */
export const databasePool: DashboardTemplate = {
  name: "database-pool",
  datasourceKinds: ["prometheus"],
  document: { tags: ["database"], refresh: "10s" },
  variables: ({ words, sources: { prometheus } }) => [
    everyOf("job", words("job"), prometheus, "label_values(hikaricp_connections, job)"),
    everyOf("pool", words("pool"), prometheus, 'label_values(hikaricp_connections{job=~"$job"}, pool)'),
  ],
  rows: [
    ({ sources: { prometheus } }) => ({
      h: 4,
      panels: [
        panel(
          "stat",
          8,
          "usedNow",
          prometheus,
          [
            {
              expr: `max(sum by (instance) (hikaricp_connections_active{${one}}) / sum by (instance) (hikaricp_connections_max{${one}}))`,
            },
          ],
          { unit: "percentunit", thresholds: thresholds(0.8, 0.95) },
        ),
        panel("stat", 8, "pendingNow", prometheus, [{ expr: `sum(hikaricp_connections_pending{${one}})` }], {
          decimals: 0,
          thresholds: thresholds(1, 10),
        }),
        panel("stat", 8, "timeoutsNow", prometheus, [{ expr: `sum(increase(hikaricp_connections_timeout_total{${one}}[5m]))` }], {
          decimals: 0,
          thresholds: thresholds(1, 10),
        }),
      ],
    }),
    ({ words, sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel(
          "timeseries",
          12,
          "active",
          prometheus,
          [state("active"), { expr: `min(hikaricp_connections_max{${one}})`, legend: words("max") }],
          {
            min: 0,
          },
        ),
        panel("timeseries", 12, "pending", prometheus, [state("pending")], { min: 0 }),
      ],
    }),
    ({ sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 8, "acquire", prometheus, [{ expr: mean("acquire"), legend: "{{instance}}" }], { unit: "s", min: 0 }),
        panel("timeseries", 8, "usage", prometheus, [{ expr: mean("usage"), legend: "{{instance}}" }], { unit: "s", min: 0 }),
        panel(
          "timeseries",
          8,
          "timeouts",
          prometheus,
          [{ expr: `sum by (instance) (rate(hikaricp_connections_timeout_total{${one}}[$__rate_interval]))`, legend: "{{instance}}" }],
          { unit: "ops", min: 0 },
        ),
      ],
    }),
  ],
}
