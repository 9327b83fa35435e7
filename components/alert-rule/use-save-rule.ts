import { useMutation } from "@tanstack/react-query"
import type { AlertRule } from "#lib/alert-rule/schema.ts"
import { api } from "#lib/http/api.ts"
import { inputOf, type RuleDraft } from "./draft.ts"
import { rulePath } from "./use-rules.ts"

/** Creates a rule, or changes `rule`: a version that somebody else has replaced is refused. */
export function useSaveRule(rule: Pick<AlertRule, "id" | "version"> | undefined) {
  return useMutation({
    mutationFn: (draft: RuleDraft) =>
      rule
        ? api.put<AlertRule>(rulePath(rule.id), { ...inputOf(draft), version: rule.version })
        : api.post<AlertRule>("/api/alert-rules", inputOf(draft)),
  })
}
