import { everyOf, panel } from "#lib/template/panel.ts"
import type { DashboardTemplate } from "#lib/template/template.ts"

const chosen = '{service_name=~"$service"}'
const failing = `${chosen} | detected_level=~"error|fatal|critical"`

const bars = { draw: "bars", stacking: "normal", min: 0 }

/** How much each service writes, at which level, and what its errors say. */
export const logsOverview: DashboardTemplate = {
  name: "logs-overview",
  datasourceKinds: ["loki"],
  document: { tags: ["logs"], refresh: "30s" },
  variables: ({ words, sources: { loki } }) => [everyOf("service", words("service"), loki, "label_values(service_name)")],
  rows: [
    ({ sources: { loki } }) => ({
      h: 8,
      panels: [
        panel(
          "timeseries",
          12,
          "byLevel",
          loki,
          [{ expr: `sum by (detected_level) (count_over_time(${chosen}[$__interval]))`, legend: "{{detected_level}}" }],
          bars,
        ),
        panel(
          "timeseries",
          12,
          "byService",
          loki,
          [{ expr: `sum by (service_name) (count_over_time(${chosen}[$__interval]))`, legend: "{{service_name}}" }],
          bars,
        ),
      ],
    }),
    ({ words, sources: { loki } }) => ({
      h: 8,
      panels: [
        panel(
          "timeseries",
          12,
          "errorsByService",
          loki,
          [{ expr: `sum by (service_name) (count_over_time(${failing} [$__interval]))`, legend: "{{service_name}}" }],
          bars,
        ),
        panel(
          "table",
          12,
          "most",
          loki,
          [
            { expr: `sum by (service_name) (count_over_time(${chosen}[$__range]))`, mode: "instant" },
            { expr: `sum by (service_name) (count_over_time(${failing} [$__range]))`, mode: "instant" },
            { expr: `sum by (service_name) (bytes_over_time(${chosen}[$__range]))`, mode: "instant" },
          ],
          {
            columns: {
              A: { title: words("lines"), unit: "short" },
              B: { title: words("errorLines"), unit: "short" },
              C: { title: words("bytes"), unit: "bytes" },
              time: { hidden: true },
            },
            sortBy: "B",
          },
        ),
      ],
    }),
    ({ sources: { loki } }) => ({ h: 14, panels: [panel("logs", 24, "errors", loki, [{ expr: failing, limit: 500 }])] }),
  ],
}
