import { everyOf, panel, thresholds } from "#lib/template/panel.ts"
import type { DashboardTemplate } from "#lib/template/template.ts"

const one = 'instance=~"$instance"'
const disk = 'fstype!~"tmpfs|overlay|squashfs|ramfs|devtmpfs|iso9660"'
const cpu = `1 - avg by (instance) (rate(node_cpu_seconds_total{${one},mode="idle"}[$__rate_interval]))`
const memory = `1 - node_memory_MemAvailable_bytes{${one}} / node_memory_MemTotal_bytes{${one}}`
const full = `1 - node_filesystem_avail_bytes{${one},${disk}} / node_filesystem_size_bytes{${one},${disk}}`

const share = { unit: "percentunit", min: 0, max: 1 }
const rate = (name: string, more = "") => `rate(node_${name}{${one}${more}}[$__rate_interval])`

/** CPU, memory, disks and network of machines as node_exporter names them, and when a disk will be full. */
export const hosts: DashboardTemplate = {
  name: "hosts",
  datasourceKinds: ["prometheus"],
  document: { tags: ["hosts"], refresh: "30s" },
  variables: ({ words, sources: { prometheus } }) => [
    everyOf("instance", words("instance"), prometheus, "label_values(node_uname_info, instance)"),
  ],
  rows: [
    ({ sources: { prometheus } }) => ({
      h: 4,
      panels: [
        panel("stat", 8, "cpuNow", prometheus, [{ expr: cpu, legend: "{{instance}}" }], { ...share, thresholds: thresholds(0.8, 0.9) }),
        panel("stat", 8, "memoryNow", prometheus, [{ expr: memory, legend: "{{instance}}" }], {
          ...share,
          thresholds: thresholds(0.8, 0.9),
        }),
        panel("stat", 8, "diskNow", prometheus, [{ expr: `max by (instance) (${full})`, legend: "{{instance}}" }], {
          ...share,
          thresholds: thresholds(0.8, 0.9),
        }),
      ],
    }),
    ({ sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 12, "cpu", prometheus, [{ expr: cpu, legend: "{{instance}}" }], share),
        panel("timeseries", 12, "memory", prometheus, [{ expr: memory, legend: "{{instance}}" }], share),
      ],
    }),
    ({ words, sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 12, "disks", prometheus, [{ expr: full, legend: "{{instance}} {{mountpoint}}" }], share),
        panel(
          "table",
          12,
          "disksFull",
          prometheus,
          [
            { expr: full, mode: "instant" },
            { expr: `node_filesystem_avail_bytes{${one},${disk}}`, mode: "instant" },
            {
              expr: `node_filesystem_avail_bytes{${one},${disk}} / (deriv(node_filesystem_avail_bytes{${one},${disk}}[1h]) < 0) * -1`,
              mode: "instant",
            },
          ],
          {
            columns: {
              A: { title: words("used"), unit: "percentunit" },
              B: { title: words("free"), unit: "bytes" },
              C: { title: words("fullIn"), unit: "s" },
              time: { hidden: true },
              job: { hidden: true },
            },
            sortBy: "A",
          },
        ),
      ],
    }),
    ({ words, sources: { prometheus } }) => ({
      h: 8,
      panels: [
        panel("timeseries", 8, "load", prometheus, [{ expr: `node_load1{${one}}`, legend: "{{instance}}" }], { min: 0 }),
        panel(
          "timeseries",
          8,
          "network",
          prometheus,
          [
            { expr: rate("network_receive_bytes_total", ',device!="lo"'), legend: `{{instance}} {{device}} ${words("received")}` },
            { expr: `-${rate("network_transmit_bytes_total", ',device!="lo"')}`, legend: `{{instance}} {{device}} ${words("sent")}` },
          ],
          { unit: "Bps" },
        ),
        panel(
          "timeseries",
          8,
          "diskTime",
          prometheus,
          [{ expr: rate("disk_io_time_seconds_total"), legend: "{{instance}} {{device}}" }],
          share,
        ),
      ],
    }),
  ],
}
