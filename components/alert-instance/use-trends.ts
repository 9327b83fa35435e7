import { useQueries } from "@tanstack/react-query"
import { draftOf, inputOf } from "#components/alert-rule/draft.ts"
import { rulePath } from "#components/alert-rule/use-rules.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import type { AlertInstance, AlertRule, AlertRulePreview } from "#lib/alert-rule/schema.ts"
import { api } from "#lib/http/api.ts"

/** Rules whose series are read for the list: the rest have the plain bar, so that a storm is no load test of the source. */
const most = 12

export type Trends = ReadonlyMap<string, AlertRulePreview["series"]>

/** The measured series of the last hour by rule id, for the first rules of the list, read again each minute; for those who may query. */
export function useTrends(instances: AlertInstance[]): Trends {
  const may = useCan("alert-rule:write")
  const ids = may ? [...new Set(instances.filter((instance) => instance.condition).map((instance) => instance.ruleId))].slice(0, most) : []
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ["alert-rule-trend", id],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const rule = await api.get<AlertRule>(rulePath(id), { signal })
        const preview = await api.post<AlertRulePreview>(
          "/api/alert-rules/preview",
          { rule: inputOf(draftOf(rule)), from: "now-1h", to: "now" },
          { signal },
        )
        return preview.series
      },
      refetchInterval: 60_000,
      staleTime: 60_000,
      retry: false,
    })),
    combine: (answers) => new Map(answers.flatMap((answer, index) => (answer.data ? [[ids[index] ?? "", answer.data] as const] : []))),
  })
}
