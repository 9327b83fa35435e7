import { everyOf, panel, thresholds } from "#lib/template/panel.ts"
import type { DashboardTemplate } from "#lib/template/template.ts"

const one = 'job=~"$job",instance=~"$instance"'
const heap = `sum by (instance) (jvm_memory_used_bytes{${one},area="heap"})`
const heapMax = `sum by (instance) (jvm_memory_max_bytes{${one},area="heap"} > 0)`

const bytes = { unit: "bytes", min: 0 }

/** Memory, collections, threads and CPU of Java services as Micrometer names them. */
export const jvm: DashboardTemplate = {
  name: "jvm",
  datasourceKinds: ["prometheus"],
  document: { tags: ["jvm"], refresh: "30s" },
  variables: ({ words, sources: { prometheus } }) => [
    everyOf("job", words("job"), prometheus, "label_values(jvm_memory_used_bytes, job)"),
    everyOf("instance", words("instance"), prometheus, 'label_values(jvm_memory_used_bytes{job=~"$job"}, instance)'),
  ],
  rows: [
    ({ sources: { prometheus } }) => ({
      h: 4,
      panels: [
        panel("stat", 8, "heapNow", prometheus, [{ expr: `max(${heap} / ${heapMax})` }], {
          unit: "percentunit",
          thresholds: thresholds(0.8, 0.95),
        }),
        panel(
          "stat",
          8,
          "gcNow",
          prometheus,
          [{ expr: `max(sum by (instance) (rate(jvm_gc_pause_seconds_sum{${one}}[$__rate_interval])))` }],
          {
            unit: "percentunit",
            thresholds: thresholds(0.05, 0.15),
          },
        ),
        panel("stat", 8, "uptime", prometheus, [{ expr: `min(process_uptime_seconds{${one}})` }], { unit: "s", sparkline: false }),
      ],
    }),
    ({ words, sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel(
          "timeseries",
          12,
          "heap",
          prometheus,
          [
            { expr: heap, legend: "{{instance}}" },
            { expr: `min(${heapMax})`, legend: words("max") },
          ],
          bytes,
        ),
        panel("timeseries", 12, "pools", prometheus, [{ expr: `sum by (id) (jvm_memory_used_bytes{${one}})`, legend: "{{id}}" }], {
          ...bytes,
          stacking: "normal",
        }),
      ],
    }),
    ({ sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel(
          "timeseries",
          12,
          "pauses",
          prometheus,
          [{ expr: `sum by (instance) (rate(jvm_gc_pause_seconds_sum{${one}}[$__rate_interval]))`, legend: "{{instance}}" }],
          { unit: "percentunit", min: 0 },
        ),
        panel(
          "timeseries",
          12,
          "collections",
          prometheus,
          [
            {
              expr: `sum by (action, cause) (rate(jvm_gc_pause_seconds_count{${one}}[$__rate_interval]))`,
              legend: "{{action}} · {{cause}}",
            },
          ],
          { unit: "ops", min: 0 },
        ),
      ],
    }),
    ({ sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 8, "cpu", prometheus, [{ expr: `max by (instance) (process_cpu_usage{${one}})`, legend: "{{instance}}" }], {
          unit: "percentunit",
          min: 0,
        }),
        panel(
          "timeseries",
          8,
          "threads",
          prometheus,
          [{ expr: `sum by (state) (jvm_threads_states_threads{${one}})`, legend: "{{state}}" }],
          {
            min: 0,
            stacking: "normal",
          },
        ),
        panel(
          "timeseries",
          8,
          "logged",
          prometheus,
          [{ expr: `sum by (level) (rate(logback_events_total{${one},level=~"warn|error"}[$__rate_interval]))`, legend: "{{level}}" }],
          { unit: "ops", min: 0 },
        ),
      ],
    }),
  ],
}
