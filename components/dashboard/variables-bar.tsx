"use client"

import { IconAlertCircle } from "@tabler/icons-react"
import { lateView } from "#components/ui/late-view.tsx"
import { Tooltip } from "#components/ui/tooltip.tsx"
import type { Value } from "./choice.ts"
import type { ViewedVariable } from "./use-dashboard.ts"
import type { ResolvedVariable } from "./resolve-variables.ts"
import classes from "./variables-bar.module.css"

const { View: VariableChoice } = lateView(
  async () => (await import("./variable-choice.tsx")).VariableChoice,
  () => <div className={classes.coming} aria-busy />,
)

/** The dashboard's variables with their present choice. A choice goes to the URL; the rest follows from there. */
export function VariablesBar({
  variables,
  resolved,
  busy,
  onChange,
}: {
  variables: ViewedVariable[]
  resolved: Record<string, ResolvedVariable>
  busy: boolean
  onChange: (name: string, value: Value) => void
}) {
  const shown = variables.filter((variable) => variable.kind !== "constant" && variable.hide !== "variable")
  if (shown.length === 0) return null
  return (
    <div className={classes.bar}>
      {shown.map((variable) => {
        const known = resolved[variable.name]
        const label = variable.label || variable.name
        return (
          <div key={variable.name} className={classes.variable}>
            {variable.hide !== "label" && (
              <Tooltip label={variable.description} disabled={!variable.description}>
                <span className={classes.label}>{label}</span>
              </Tooltip>
            )}
            <VariableChoice
              variable={variable}
              known={known}
              busy={busy}
              label={label}
              onChange={(value) => onChange(variable.name, value)}
            />
            {known?.error && (
              <Tooltip label={known.error}>
                <IconAlertCircle size={14} stroke={1.5} className={classes.wrong} aria-label={known.error} />
              </Tooltip>
            )}
          </div>
        )
      })}
    </div>
  )
}
