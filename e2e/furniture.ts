import { startLoki, recordedTraceId, startTempo } from "./servers/recorded.ts"
import { startNodeExporter, startPrometheus } from "./servers/prometheus.ts"
import { until } from "./process.ts"
import type { World } from "./world.ts"

export interface Furniture {
  /** Name to path, of every page that has something to show. */
  pages: Record<string, string>
  stop(): Promise<void>
}

const hostile = `<img src=x onerror="window.__xss=1"> ${"아주 긴 이름 ".repeat(12)}`

const at = (x: number, y: number, w: number, h: number) => ({ x, y, w, h })

function panels() {
  return [
    {
      id: "load",
      kind: "timeseries",
      title: "Load",
      grid: at(0, 0, 12, 8),
      datasourceId: "prom",
      queries: [
        { ref: "A", expr: "node_load1" },
        { ref: "B", expr: "node_load5" },
      ],
    },
    {
      id: "cpu",
      kind: "timeseries",
      title: "CPU by mode",
      grid: at(12, 0, 12, 8),
      datasourceId: "prom",
      queries: [{ ref: "A", expr: "sum by (mode) (rate(node_cpu_seconds_total[$__rate_interval]))", legend: "{{mode}}" }],
      options: { unit: "percentunit" },
    },
    {
      id: "memory",
      kind: "stat",
      title: "Memory free",
      grid: at(0, 8, 6, 5),
      datasourceId: "prom",
      queries: [{ ref: "A", expr: "node_memory_MemFree_bytes" }],
      options: { unit: "bytes" },
    },
    {
      id: "up",
      kind: "table",
      title: "Targets",
      grid: at(6, 8, 10, 5),
      datasourceId: "prom",
      queries: [{ ref: "A", expr: "up", mode: "instant", format: "table" }],
    },
    {
      id: "note",
      kind: "text",
      title: hostile,
      grid: at(16, 8, 8, 5),
      options: { text: `# Notes\n\n${hostile}\n\n[a link](https://example.test) [a trap](javascript:alert(1))` },
    },
    {
      id: "logs",
      kind: "logs",
      title: "Logs",
      grid: at(0, 13, 12, 8),
      datasourceId: "loki",
      queries: [{ ref: "A", expr: '{namespace="shop"}' }],
    },
    {
      id: "traces",
      kind: "traces",
      title: "Traces",
      grid: at(12, 13, 12, 8),
      datasourceId: "tempo",
      queries: [{ ref: "A", traceql: "{}" }],
    },
    {
      id: "broken",
      kind: "timeseries",
      title: "A broken query",
      grid: at(0, 21, 8, 6),
      datasourceId: "prom",
      queries: [{ ref: "A", expr: "sum(" }],
    },
    {
      id: "dead",
      kind: "timeseries",
      title: "A dead source",
      grid: at(8, 21, 8, 6),
      datasourceId: "dead",
      queries: [{ ref: "A", expr: "up" }],
    },
    {
      id: "empty",
      kind: "timeseries",
      title: "No data",
      grid: at(16, 21, 8, 6),
      datasourceId: "prom",
      queries: [{ ref: "A", expr: "nothing_has_this_name" }],
    },
  ]
}

/** Sources, a dashboard of every panel kind, rules that fire, a chat that refuses, runbooks: something on every page. */
export async function furnish(world: World): Promise<Furniture> {
  const exporter = await startNodeExporter()
  const prometheus = await startPrometheus([{ name: "node", targets: [exporter.address] }])
  const [loki, tempo] = await Promise.all([startLoki(), startTempo()])
  const post = (path: string, body: unknown) => world.api<{ id: string; url?: string }>("POST", path, body)
  await post("/api/datasources", { id: "prom", name: "Prometheus", kind: "prometheus", settings: { url: prometheus.url } })
  await post("/api/datasources", { id: "loki", name: "Loki", kind: "loki", settings: { url: loki.url } })
  await post("/api/datasources", { id: "tempo", name: "Tempo", kind: "tempo", settings: { url: tempo.url } })
  await post("/api/datasources", { id: "dead", name: "Gone", kind: "prometheus", settings: { url: "http://127.0.0.1:9" } })
  const variables = [
    {
      kind: "query",
      name: "job",
      label: "Job",
      datasourceId: "prom",
      query: "label_values(up, job)",
      multi: true,
      includeAll: true,
      current: "$__all",
    },
  ]
  await post("/api/dashboards", {
    id: "everything",
    title: "Service overview",
    tags: ["shop"],
    time: { from: "now-15m", to: "now" },
    variables,
    panels: panels(),
  })
  await post("/api/dashboards", { id: "empty", title: hostile.slice(0, 150) })
  await post("/api/runbooks", {
    id: "down",
    title: "A service is down",
    markdown: "1. Look at the **instance**.\n2. Start it again.",
    matchers: ['alertname="Service Down Report"'],
    owner: "Payments",
  })
  await post("/api/contact-points", {
    id: "chat",
    name: "Ops chat",
    kind: "telegram",
    settings: { botToken: "1:abc", chatId: "-100", apiUrl: "http://127.0.0.1:9" },
  })
  await post("/api/contact-points", { id: "inbox", name: "Inbox", kind: "inbox", settings: {} })
  await world.api("PUT", "/api/notification-policies", {
    contactPointId: "chat",
    groupBy: ["alertname"],
    groupWait: "0s",
    groupInterval: "10s",
    repeatInterval: "4h",
    routes: [{ contactPointId: "inbox", continue: true }, { contactPointId: "chat" }],
  })
  const rule = { group: "shop", datasourceId: "prom", evaluateEvery: "1s", labels: { severity: "critical", service: "checkout" } }
  await post("/api/alert-rules", {
    ...rule,
    id: "load-high",
    name: "High load",
    query: { expr: "node_load1 >= 0" },
    annotations: { summary: `Load is {{ $value }} ${hostile}` },
    dashboardId: "everything",
    panelId: "load",
  })
  await post("/api/alert-rules", {
    ...rule,
    id: "service-down",
    name: "Service Down Report",
    query: { expr: "up == 0" },
    for: "2s",
    runbookId: "down",
  })
  await post("/api/alert-rules", { ...rule, id: "blind", name: "Blind", datasourceId: "dead", query: { expr: "up == 0" } })
  const link = await post("/api/share-links", {
    dashboardId: "everything",
    label: "Partners",
    time: {
      mode: "choices",
      choices: [
        { from: "now-1h", to: "now" },
        { from: "now-6h", to: "now" },
      ],
    },
    variables: {},
  })
  const instance = await until("a firing instance", async () => {
    const { items } = await world.api<{ items: { id: string }[] }>("GET", "/api/alert-instances?state=firing")
    return items[0]
  })
  const settings = [
    "datasources",
    "datasources/new",
    "datasources/prom",
    "contact-points",
    "notification-policy",
    "deliveries",
    "users",
    "tokens",
    "audit",
    "account",
  ]
  return {
    pages: {
      home: "/",
      dashboards: "/dashboards",
      dashboard: "/dashboards/everything",
      "dashboard-empty": "/dashboards/empty",
      "panel-view": "/dashboards/everything?viewPanel=cpu",
      "panel-edit": "/dashboards/everything?editPanel=cpu",
      explore: "/explore",
      alerts: "/alerts",
      rules: "/alerts?tab=rules",
      "rule-new": "/alerts/rules/new",
      rule: "/alerts/rules/load-high",
      "rule-edit": "/alerts/rules/load-high/edit",
      incidents: "/incidents",
      inbox: "/inbox",
      templates: "/templates",
      "templates-rules": "/templates?tab=rules",
      incident: `/i/${instance.id}`,
      runbooks: "/runbooks",
      runbook: "/runbooks/down",
      trace: `/traces/tempo/${recordedTraceId}`,
      share: new URL(link.url ?? "", world.url).pathname,
      ...Object.fromEntries(settings.map((page) => [`settings-${page.replace("/", "-")}`, `/settings/${page}`])),
    },
    async stop() {
      await Promise.all([prometheus.stop(), exporter.running.stop(), loki.stop(), tempo.stop()])
    },
  }
}
