"use client"

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { DashboardListItem } from "#lib/dashboard/list.ts"
import { useIdle } from "#components/ui/use-idle.ts"
import { api } from "#lib/http/api.ts"

type Starred = { items: DashboardListItem[] }

const key = ["dashboards", "starred"]

/** The dashboards that the reader put on their home page. */
export function useStarred({ enabled = true } = {}) {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<Starred>("/api/dashboards?starred=true&limit=100", { signal }),
    enabled,
  })
}

/** Whether one is among them, and the way to change it; shown before the server has answered. */
export function useStar(dashboard: { id: string; title: string }): [starred: boolean, set: (starred: boolean) => void] {
  const client = useQueryClient()
  const { data } = useStarred({ enabled: useIdle() })
  const starred = data?.items.some((item) => item.id === dashboard.id) ?? false
  const path = `/api/dashboards/${encodeURIComponent(dashboard.id)}/star`
  const { mutate } = useMutation({
    mutationFn: (next: boolean) => (next ? api.put(path) : api.delete(path)),
    onMutate: (next) => client.setQueryData<Starred>(key, (before) => ({ items: withStar(before?.items ?? [], dashboard, next) })),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  return [starred, mutate]
}

function withStar(items: DashboardListItem[], dashboard: { id: string; title: string }, starred: boolean): DashboardListItem[] {
  const others = items.filter((item) => item.id !== dashboard.id)
  return starred ? [...others, { folder: "", tags: [], version: 1, updatedAt: new Date().toISOString(), ...dashboard, starred }] : others
}
