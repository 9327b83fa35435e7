"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { api } from "#lib/http/api.ts"
import type { RangeChoice } from "#components/shell/time-range-picker.tsx"
import type { Value } from "./choice.ts"
import type { ViewedVariable } from "./use-dashboard.ts"
import type { Option } from "./variable-select.tsx"

export interface ResolvedVariable {
  value: Value
  options: Option[]
  /** Why its options could not be had, in words. */
  error?: string
}

interface Answer {
  variables: { name: string; value: Value; options: Option[]; error?: { message: string } }[]
}

export interface Variables {
  resolved: Record<string, ResolvedVariable>
  /** Names to values, for reading panels; what the URL says until the server has spoken. */
  values: Record<string, Value>
  busy: boolean
  /** Panels wait for this, so that they are not read twice. */
  ready: boolean
}

const none: Record<string, ResolvedVariable> = {}

/**
 * Options and present values of a dashboard's variables, chained ones included, in one call.
 * The range takes part only where a variable asks for it.
 */
export function useVariables(
  dashboardId: string | undefined,
  variables: ViewedVariable[],
  chosen: Record<string, Value>,
  range: RangeChoice & { timezone: string },
): Variables {
  const byRange = variables.some((variable) => variable.refresh === "range")
  const known = useMemo(
    () => Object.fromEntries(Object.entries(chosen).filter(([name]) => variables.some((variable) => variable.name === name))),
    [chosen, variables],
  )
  const enabled = dashboardId !== undefined && variables.length > 0
  const { data, isFetching, isPlaceholderData, isPending, isError } = useQuery({
    queryKey: ["variables", dashboardId, variables, known, byRange ? range : null],
    queryFn: ({ signal }) => api.post<Answer>(`/api/dashboards/${dashboardId}/variables`, { range, variables: known }, { signal }),
    enabled,
    placeholderData: keepPreviousData,
  })
  const resolved = useMemo(
    () =>
      data
        ? Object.fromEntries(data.variables.map(({ name, value, options, error }) => [name, { value, options, error: error?.message }]))
        : none,
    [data],
  )
  const values = useMemo(() => {
    const answered = Object.fromEntries(Object.entries(resolved).map(([name, one]) => [name, one.value]))
    // While the next answer is on its way, the URL is newer than the last one.
    return isPlaceholderData ? { ...answered, ...known } : { ...known, ...answered }
  }, [resolved, known, isPlaceholderData])
  return { resolved, values, busy: isFetching, ready: !enabled || isError || (!isPending && !isPlaceholderData) }
}
