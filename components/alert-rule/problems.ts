import { tryDuration } from "#lib/time/duration.ts"
import type { RuleDraft } from "./draft.ts"

/** Keys of `alertRule.problem_*`. */
export type Problem = "name" | "datasource" | "expr" | "threshold" | "duration" | "count" | "label"

const durations = ["evaluateEvery", "for", "keepFiringFor", "noDataFor", "errorFor"] as const

/** What can be said about the draft without asking the server, by the server's field names; empty: it may be sent. */
export function problemsOf(draft: RuleDraft): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  if (!draft.name.trim()) problems.name = "name"
  if (!draft.datasourceId) problems.datasourceId = "datasource"
  else if (!draft.query.expr.trim()) problems["query.expr"] = "expr"
  if (draft.compares === "condition" && !isNumber(draft.threshold)) problems["condition.threshold"] = "threshold"
  for (const name of durations) if (!isDuration(draft[name])) problems[name] = "duration"
  if (!isNumber(draft.missingEvaluationsToResolve)) problems.missingEvaluationsToResolve = "count"
  for (const path of ["labels", "annotations"] as const)
    for (const { name, value } of draft[path])
      if (value.trim() && !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name.trim())) problems[`${path}.${name}`] = "label"
  return problems
}

function isNumber(typed: number | string): boolean {
  return typeof typed === "number" ? Number.isFinite(typed) : typed.trim() !== "" && Number.isFinite(Number(typed))
}

/** As the rule's schema takes them: whole numbers with units, or 0. */
function isDuration(text: string): boolean {
  return tryDuration(text) !== undefined && /^(0|(\d+(ms|s|m|h|d|w|y))+)$/.test(text)
}
