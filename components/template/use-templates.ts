import { useMutation, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { api } from "#lib/http/api.ts"
import type { Templates } from "#lib/template/schema.ts"

export function useTemplates() {
  return useQuery({
    queryKey: ["templates"],
    queryFn: ({ signal }) => api.get<Templates>("/api/templates", { signal }),
    staleTime: Infinity,
  })
}

/** Makes the dashboard and opens it. */
export function useMakeDashboard(name: string) {
  const router = useRouter()
  return useMutation({
    mutationFn: (datasources: Record<string, string>) =>
      api.post<{ id: string }>(`/api/templates/dashboards/${encodeURIComponent(name)}`, { datasources }),
    onSuccess: ({ id }) => router.push(`/dashboards/${encodeURIComponent(id)}`),
  })
}

/** Makes the rule and its runbook, and opens the rule's form: thresholds are everybody's own. */
export function useMakeRule(name: string) {
  const router = useRouter()
  return useMutation({
    mutationFn: (datasourceId: string) => api.post<{ id: string }>(`/api/templates/rules/${encodeURIComponent(name)}`, { datasourceId }),
    onSuccess: ({ id }) => router.push(`/alerts/rules/${encodeURIComponent(id)}/edit`),
  })
}
