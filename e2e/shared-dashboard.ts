import { telltale } from "./servers/witness.ts"

/** Words that no reader of a link to this dashboard may find in any byte. */
export const canaries = [
  telltale,
  "canary_query",
  "canary_matcher",
  "canary_variable_query",
  "canary-hidden-value",
  "canary-source-id",
  "canary-source-name",
  "canary-tenant",
  "canary-bearer",
  "canary-other-panel",
  "canary-other-dashboard",
  "canary-creator",
  "canary-folder",
  "canary-tag",
]
export const source = { datasourceId: "canary-source-id" }
export const grid = { x: 0, y: 0, w: 12, h: 8 }
export const range = { from: "now-1h", to: "now" }

export const dashboard = {
  id: "shared",
  title: "Shared",
  folder: "canary-folder",
  tags: ["canary-tag"],
  time: range,
  variables: [
    { kind: "custom", name: "service", options: [{ value: "checkout" }, { value: "search" }, { value: "billing" }], current: "checkout" },
    { kind: "text", name: "tenant", current: "canary-hidden-value" },
    { kind: "query", name: "job", ...source, query: "label_values(canary_variable_query, job)", current: "one" },
  ],
  panels: [
    {
      id: "good",
      kind: "timeseries",
      title: "Good",
      grid,
      ...source,
      queries: [{ ref: "A", expr: 'sum(canary_query{s="$service",m="canary_matcher"})' }],
    },
    { id: "bad", kind: "stat", title: "Bad", grid, ...source, queries: [{ ref: "A", expr: "fail_canary_query", mode: "instant" }] },
    { id: "outside", kind: "stat", title: "canary-other-panel", grid, ...source, queries: [{ ref: "A", expr: "canary_query" }] },
  ],
}
