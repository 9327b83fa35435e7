"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { api } from "#lib/http/api.ts"
import type { Variable } from "#lib/dashboard/schema.ts"
import type { RangeChoice } from "#components/shell/time-range-picker.tsx"
import type { Value } from "./choice.ts"
import { chosenOf, expandAll, type ResolvedVariable, resolveVariables } from "./resolve-variables.ts"
import type { ViewedVariable } from "./use-dashboard.ts"
import type { Option } from "./variable-select.tsx"

interface Answer {
  variables: { name: string; options: Option[]; error?: { message: string } }[]
}

export interface Variables {
  resolved: Record<string, ResolvedVariable>
  /** What the reader chose; the server knows the rest. Reading panels does not wait for options. */
  chosen: Record<string, Value>
  /** Every present value, as it is shown. */
  values: Record<string, Value>
  /** Every present value with All spelled out, for queries that are not saved. */
  spelledOut: Record<string, Value>
  busy: boolean
}

/**
 * Options and present values of a dashboard's variables, chained ones included, in one call. The range takes part only where a
 * variable asks for it. `draft`: the variables as they stand in the editor.
 */
export function useVariables(
  dashboardId: string | undefined,
  variables: ViewedVariable[],
  fromUrl: Record<string, Value>,
  range: RangeChoice & { timezone: string },
  draft?: Variable[],
): Variables {
  const byRange = variables.some((variable) => variable.refresh === "range")
  const chosen = useMemo(() => chosenOf(variables, fromUrl), [variables, fromUrl])
  const { data, isFetching } = useQuery({
    queryKey: ["variables", dashboardId, variables, chosen, draft, byRange ? range : null],
    queryFn: ({ signal }) =>
      api.post<Answer>(
        `/api/dashboards/${encodeURIComponent(dashboardId ?? "")}/variables`,
        { range, variables: chosen, draft },
        { signal },
      ),
    enabled: dashboardId !== undefined && variables.some((variable) => variable.kind !== "constant"),
    placeholderData: keepPreviousData,
  })
  return useMemo(() => {
    const resolved = resolveVariables(variables, chosen, data?.variables ?? [])
    const values = Object.fromEntries(Object.entries(resolved).map(([name, one]) => [name, one.value]))
    return { resolved, chosen, values, spelledOut: expandAll(variables, resolved), busy: isFetching }
  }, [variables, chosen, data, isFetching])
}
