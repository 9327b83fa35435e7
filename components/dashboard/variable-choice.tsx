"use client"

import { TextInput } from "@mantine/core"
import { useState } from "react"
import { ALL, type Value, valuesOf } from "./choice.ts"
import type { ResolvedVariable } from "./resolve-variables.ts"
import type { ViewedVariable } from "./use-dashboard.ts"
import { VariableSelect } from "./variable-select.tsx"

/** What one variable is chosen or typed with. */
export function VariableChoice({
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
