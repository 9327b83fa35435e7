import { z } from "zod"
import { can } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { AppError } from "#lib/http/errors.ts"
import { type Dashboard, DashboardInput, GridPosition, type Panel, type Variable } from "./schema.ts"

const Choice = z.union([z.string(), z.array(z.string())])
const Option = z.object({ value: z.string(), text: z.string().optional() })

/** A panel as one may see it who may not see its queries: only their refs. */
export const PanelView = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  description: z.string().optional(),
  grid: GridPosition,
  datasourceId: z.string().optional(),
  queries: z.array(z.object({ ref: z.string(), hidden: z.boolean().optional() })),
  options: z.record(z.string(), z.unknown()),
  maxDataPoints: z.number().optional(),
  minInterval: z.string().optional(),
  transparent: z.boolean().optional(),
})
export type PanelView = z.infer<typeof PanelView>

/** A variable without what it asks its source; `options` where the author wrote them down. */
export const VariableView = z.object({
  kind: z.enum(["query", "custom", "interval", "text", "datasource", "constant"]),
  name: z.string(),
  label: z.string().optional(),
  description: z.string().optional(),
  hide: z.enum(["none", "label", "variable"]).optional(),
  multi: z.boolean().optional(),
  includeAll: z.boolean().optional(),
  current: Choice.optional(),
  options: z.array(Option).optional(),
  auto: z.boolean().optional(),
  refresh: z.enum(["load", "range"]).optional(),
})
export type VariableView = z.infer<typeof VariableView>

/**
 * What leaves for those who may not write queries: built up from this list, never cut down from the document. `view` tells
 * it from the document that editors get.
 */
export const DashboardView = z.object({
  id: z.string(),
  view: z.literal(true),
  title: z.string(),
  description: z.string().optional(),
  folder: z.string().optional(),
  tags: z.array(z.string()),
  version: z.number(),
  time: z.object({ from: z.string(), to: z.string() }),
  timezone: z.string(),
  refresh: z.string(),
  variables: z.array(VariableView),
  panels: z.array(PanelView),
  updatedAt: z.string().optional(),
})
export type DashboardView = z.infer<typeof DashboardView>

/** The document as it is stored, for those who edit. */
export const DashboardFull = DashboardInput.extend({
  id: z.string(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string().optional(),
})

/**
 * The dashboard as this reader may have it: whole for editors, without queries below.
 * @throws {AppError} not_found for a view-only link, whose view is made from its grant
 */
export function dashboardFor(viewer: Viewer, dashboard: Dashboard): Dashboard | DashboardView {
  if (viewer.kind === "share") throw new AppError("not_found", "notFound", {}, { safeForViewer: true })
  return can(viewer, "dashboard:write") ? dashboard : readerView(dashboard)
}

function readerView(dashboard: Dashboard): DashboardView {
  return DashboardView.parse({
    ...dashboard,
    view: true,
    panels: dashboard.panels.map(panelView),
    variables: dashboard.variables.map(variableView),
  })
}

function panelView(panel: Panel): PanelView {
  return PanelView.parse(panel)
}

function variableView(variable: Variable): VariableView {
  const view = VariableView.parse({ ...variable, options: undefined })
  if (variable.kind === "custom") return { ...view, options: variable.options }
  if (variable.kind === "interval") return { ...view, options: variable.options.map((value) => ({ value })) }
  return view
}

export const DashboardAnswer = z.union([DashboardView, DashboardFull])
