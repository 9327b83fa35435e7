import { ALL, type Value } from "./choice.ts"
import type { ViewedVariable } from "./use-dashboard.ts"
import type { Option } from "./variable-select.tsx"

export interface ResolvedVariable {
  value: Value
  options: Option[]
  /** Why its options could not be had, in words. */
  error?: string
}

/** What a link says of variables that the dashboard has; a constant can't be chosen. */
export function chosenOf(variables: ViewedVariable[], fromUrl: Record<string, Value>): Record<string, Value> {
  const known = variables.filter(({ kind, name }) => kind !== "constant" && Object.hasOwn(fromUrl, name))
  return Object.fromEntries(known.map(({ name }) => [name, fromUrl[name] ?? ""]))
}

/** Present value of each variable: chosen, else saved, else the first that is offered. */
export function resolveVariables(
  variables: ViewedVariable[],
  chosen: Record<string, Value>,
  answers: { name: string; options: Option[]; error?: { message: string } }[],
): Record<string, ResolvedVariable> {
  const byName = new Map(answers.map((answer) => [answer.name, answer]))
  return Object.fromEntries(
    variables.map((variable) => {
      const { options = [], error } = byName.get(variable.name) ?? {}
      const saved = isEmpty(variable.current) ? (variable.value ?? options[0]?.value ?? "") : (variable.current ?? "")
      return [variable.name, { value: chosen[variable.name] ?? saved, options, error: error?.message }]
    }),
  )
}

/** All as the values it stands for (or the text that the author set for it). */
export function expandAll(variables: ViewedVariable[], resolved: Record<string, ResolvedVariable>): Record<string, Value> {
  return Object.fromEntries(
    variables.map(({ name, allValue }) => {
      const { value, options } = resolved[name] ?? { value: "", options: [] }
      const all = value === ALL || (Array.isArray(value) && value.includes(ALL))
      return [name, all ? (allValue ?? options.map((option) => option.value).filter((option) => option !== ALL)) : value]
    }),
  )
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value.length === 0
}
