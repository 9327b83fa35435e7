import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useList } from "#components/ui/use-list.ts"
import type { AlertRule } from "#lib/alert-rule/schema.ts"
import { api } from "#lib/http/api.ts"

/** Path of one rule's call: `rulePath(id, "pause")`. */
export function rulePath(id: string, call?: string): string {
  return `/api/alert-rules/${encodeURIComponent(id)}${call ? `/${call}` : ""}`
}

/** Rules by name and group, a page of 100 at a time, looked at again every 10 s. */
export function useRules(search: string) {
  return useList<AlertRule>({ path: "/api/alert-rules", key: ["alert-rules", "list"], filter: { search }, limit: 100, everyMs: 10_000 })
}

/** One rule; `everyMs` looks again (a page that shows its state), absent reads once (a form). */
export function useRule(id: string, everyMs?: number) {
  return useQuery({
    queryKey: ["alert-rules", id],
    queryFn: ({ signal }) => api.get<AlertRule>(rulePath(id), { signal }),
    refetchInterval: everyMs ?? false,
  })
}

/** Pauses, resumes or deletes a rule; the lists look again afterwards. */
export function useRuleAction(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (action: "pause" | "resume" | "delete") =>
      action === "delete" ? api.delete(rulePath(id)) : api.post(rulePath(id, action)),
    onSuccess: () => client.invalidateQueries({ queryKey: ["alert-rules"] }),
  })
}
