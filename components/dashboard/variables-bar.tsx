"use client"

import { TextInput } from "@mantine/core"
import { IconAlertCircle } from "@tabler/icons-react"
import { useState } from "react"
import { Tooltip } from "#components/ui/tooltip.tsx"
import { ALL, type Value, valuesOf } from "./choice.ts"
import type { ViewedVariable } from "./use-dashboard.ts"
import type { ResolvedVariable } from "./resolve-variables.ts"
import { VariableSelect } from "./variable-select.tsx"
import classes from "./variables-bar.module.css"

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
            <Choice variable={variable} known={known} busy={busy} label={label} onChange={(value) => onChange(variable.name, value)} />
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

function Choice({
  variable,
  known,
  busy,
  label,
  onChange,
}: {
  variable: ViewedVariable
  known: ResolvedVariable | undefined
  busy: boolean
  label: string
  onChange: (value: Value) => void
}) {
  const value = valuesOf(known?.value)
  if (variable.kind === "text") return <TypedValue key={value[0]} label={label} value={value[0] ?? ""} onChange={onChange} />
  const multi = variable.multi === true
  const options = known?.options ?? []
  const withAll = variable.includeAll && !options.some((option) => option.value === ALL) ? [{ value: ALL, text: ALL }, ...options] : options
  return (
    <VariableSelect
      label={label}
      options={withAll}
      value={value}
      multi={multi}
      busy={busy && !known}
      onChange={(chosen) => onChange(multi ? chosen : (chosen[0] ?? ""))}
    />
  )
}

function TypedValue({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [draft, setDraft] = useState(value)
  const commit = () => draft !== value && onChange(draft)
  return (
    <TextInput
      aria-label={label}
      value={draft}
      w={160}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === "Enter" && commit()}
    />
  )
}
