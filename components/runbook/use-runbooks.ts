import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { AlertInstance, AlertRule } from "#lib/alert-rule/schema.ts"
import { api } from "#lib/http/api.ts"
import type { Runbook, RunbookInput } from "#lib/runbook/schema.ts"

const key = ["runbooks"]
const pathOf = (id: string) => `/api/runbooks/${encodeURIComponent(id)}`

/** The first 500 runbooks whose title, owner or matchers hold `search`. */
export function useRunbooks(search = "") {
  return useQuery({
    queryKey: [...key, "list", search],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ limit: "500", ...(search.trim() ? { search: search.trim() } : {}) })
      return (await api.get<{ items: Runbook[] }>(`/api/runbooks?${query.toString()}`, { signal })).items
    },
    placeholderData: (before) => before,
  })
}

export function useRunbook(id: string | undefined) {
  return useQuery({
    queryKey: [...key, id],
    queryFn: ({ signal }) => api.get<Runbook>(pathOf(id ?? ""), { signal }),
    enabled: id !== undefined && id !== "",
  })
}

/** Active alerts that the runbook belongs to, by rule or by matchers. */
export function useRunbookAlerts(id: string) {
  return useQuery({
    queryKey: [...key, id, "alerts"],
    queryFn: async ({ signal }) => (await api.get<{ items: AlertInstance[] }>(`${pathOf(id)}/alerts`, { signal })).items,
    refetchInterval: 10_000,
  })
}

/** Rules and active alerts, to show what matchers would hit; the first 500 of each. */
export function useMatchable() {
  return useQuery({
    queryKey: [...key, "matchable"],
    queryFn: async ({ signal }) => {
      const [rules, instances] = await Promise.all([
        api.get<{ items: AlertRule[]; nextCursor?: string }>("/api/alert-rules?limit=500", { signal }),
        api.get<{ items: AlertInstance[] }>("/api/alert-instances?state=firing,pending,recovering&limit=500", { signal }),
      ])
      return { rules: rules.items, instances: instances.items, complete: rules.nextCursor === undefined }
    },
    staleTime: 30_000,
  })
}

export function useSaveRunbook(id: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: RunbookInput) => (id ? api.put<Runbook>(pathOf(id), input) : api.post<Runbook>("/api/runbooks", input)),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  })
}

export function useDeleteRunbook() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete(pathOf(id)),
    onSuccess: () => client.invalidateQueries({ queryKey: ["runbooks", "list"] }),
  })
}
