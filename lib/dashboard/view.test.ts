import assert from "node:assert/strict"
import { test } from "node:test"
import type { Viewer } from "#lib/access/viewer.ts"
import { checkDocument } from "./check.ts"
import { type Dashboard, DashboardInput } from "./schema.ts"
import { dashboardFor } from "./view.ts"

const panel = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  kind: "timeseries",
  title: `Panel ${id}`,
  grid: { x: 0, y: 0, w: 12, h: 8 },
  datasourceId: "canary-source",
  queries: [{ ref: "A", expr: "canary_query", datasourceId: "canary-source" }],
  ...more,
})

const document = DashboardInput.parse({
  title: "Shop",
  folder: "canary-folder",
  panels: [panel("one"), panel("two")],
  variables: [
    {
      kind: "query",
      name: "job",
      datasourceId: "canary-source",
      query: "canary_query",
      regex: "canary_regex",
      current: "api",
      multi: true,
    },
    { kind: "custom", name: "env", options: [{ value: "prod" }, { value: "canary_env" }] },
    { kind: "constant", name: "secret", value: "canary_constant" },
  ],
})
const dashboard: Dashboard = { ...document, id: "shop", version: 3, createdAt: "", updatedAt: "", updatedBy: "canary@person" }
const user = (role: "viewer" | "editor"): Viewer => ({ kind: "user", id: "u", name: "U", email: "u@x", role })

test("editors get the document, viewers the refs only", () => {
  assert.equal(dashboardFor(user("editor"), dashboard), dashboard)
  const text = JSON.stringify(dashboardFor(user("viewer"), dashboard))
  for (const canary of ["canary_query", "canary_regex", "canary_constant", "canary@person"]) assert.ok(!text.includes(canary), canary)
  assert.deepEqual(JSON.parse(text).panels[0].queries, [{ ref: "A" }])
})

test("a view-only link gets nothing here", () => {
  const grant = { linkId: "l", dashboardId: "shop", time: { mode: "fixed" as const, from: "now-2h", to: "now" }, variables: {} }
  assert.throws(() => dashboardFor({ kind: "share", grant }, dashboard), { code: "not_found" })
})

test("a document that says something twice is refused, with what", () => {
  const now = Date.UTC(2026, 10, 20)
  const check = (more: Record<string, unknown>) => checkDocument(DashboardInput.parse({ title: "x", ...more }), now)
  check({ panels: [panel("a"), panel("b", { kind: "of-the-future" })], refresh: "30s" })
  const table: [Record<string, unknown>, string][] = [
    [{ panels: [panel("a"), panel("a")] }, "dashboardPanelTwice"],
    [{ panels: [panel("a", { queries: [{ ref: "A" }, { ref: "A" }] })] }, "dashboardRefTwice"],
    [{ panels: [panel("a", { grid: { x: 20, y: 0, w: 12, h: 4 } })] }, "dashboardPanelWide"],
    [{ panels: [panel("a", { minInterval: "often" })] }, "durationInvalid"],
    [{ variables: [...document.variables, ...document.variables] }, "dashboardVariableTwice"],
    [{ time: { from: "now", to: "now-1h" } }, "rangeReversed"],
    [{ timezone: "Mars/Base" }, "timezoneInvalid"],
    [{ refresh: "soon" }, "durationInvalid"],
  ]
  for (const [more, key] of table) assert.throws(() => check(more), { code: "bad_request", key }, key)
})
