import type { RuleTemplate } from "#lib/template/template.ts"

export const diskFull: RuleTemplate = {
  name: "disk-full",
  datasourceKind: "prometheus",
  dashboard: "hosts",
  build: (words) => ({
    name: words("title"),
    group: "resources",
    query: {
      expr: 'predict_linear(node_filesystem_avail_bytes{fstype!~"tmpfs|overlay|squashfs|ramfs|devtmpfs|iso9660"}[1h], 4 * 3600) < 0',
    },
    evaluateEvery: "1m",
    for: "5m",
    unit: "bytes",
    labels: { severity: "warning", service: "{{ $labels.instance }}" },
    annotations: { summary: words("summary") },
  }),
}
