import { interpolateText, plainText } from "#lib/datasource/interpolate.ts"
import type { VariableValue } from "#lib/datasource/kind.ts"
import { ALL, type Value } from "./choice.ts"
import type { ViewedVariable } from "./use-dashboard.ts"

/** A panel with its queries, which only those have who may write them. */
export interface AskingPanel {
  id: string
  datasourceId?: string
  options: Record<string, unknown>
  queries?: { hidden?: boolean; datasourceId?: string; expr?: unknown }[]
}

/**
 * Where a rule is made from what the panel asks first, its variables filled in as they are chosen now: a rule has none.
 * Undefined when nothing there can be asked by a rule.
 * @param title with its variables filled in
 */
export function alertLink(
  panel: AskingPanel,
  dashboard: { id: string; variables: Pick<ViewedVariable, "name" | "multi" | "allValue">[] },
  { title, values }: { title: string; values: Record<string, Value> },
): string | undefined {
  const query = panel.queries?.find((one) => !one.hidden)
  if (typeof query?.expr !== "string" || query.expr.trim() === "") return undefined
  const chosen = Object.fromEntries(
    dashboard.variables.flatMap((variable) => {
      const value = values[variable.name]
      return value === undefined ? [] : [[variable.name, filled(value, variable)]]
    }),
  )
  const { unit } = panel.options
  const link = new URLSearchParams({
    expr: interpolateText(query.expr, chosen),
    datasourceId: interpolateText(query.datasourceId ?? panel.datasourceId ?? "", chosen, plainText),
    dashboardId: dashboard.id,
    panelId: panel.id,
    name: title,
    unit: typeof unit === "string" ? unit : "",
  })
  return `/alerts/rules/new?${link.toString()}`
}

/** All is whatever there is, what comes later too. */
function filled(value: Value, { multi, allValue }: Pick<ViewedVariable, "multi" | "allValue">): VariableValue {
  const isAll = [value].flat().includes(ALL)
  return isAll ? { value: ALL, multi: true, raw: allValue ?? ".*" } : { value, multi: multi ?? false }
}
