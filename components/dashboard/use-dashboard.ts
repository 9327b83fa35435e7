"use client"

import { useQuery } from "@tanstack/react-query"
import { api } from "#lib/http/api.ts"
import type { Dashboard } from "#lib/dashboard/schema.ts"

/** A dashboard as the API answers it to its reader. */
export interface StoredDashboard extends Dashboard {
  starred?: boolean
}

export const dashboardKey = (id: string) => ["dashboard", id]

export function useDashboard(id: string) {
  return useQuery({
    queryKey: dashboardKey(id),
    queryFn: ({ signal }) => api.get<StoredDashboard>(`/api/dashboards/${encodeURIComponent(id)}`, { signal }),
  })
}
