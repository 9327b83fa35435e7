import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { pool } from "#lib/db/pool.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import type { Language } from "#lib/language/language.ts"
import { translator } from "#lib/language/translate.ts"
import { problemFor } from "./problem.ts"
import type { AlertEvaluation, AlertTransition, InstanceState, RuleHealth, TransitionReason } from "./schema.ts"

interface TransitionRow {
  id: string
  at: Date
  rule_id: string
  rule_name: string
  rule_version: number
  instance_id: string
  labels: Record<string, string>
  from_state: InstanceState
  to_state: InstanceState
  reason: TransitionReason
  value: number | null
  threshold: number | null
  expr: string
}

/** Every change of state, newest first; of one rule, one instance, or all. */
export async function listTransitions(
  viewer: Viewer,
  of: { ruleId?: string; instanceId?: string },
  { limit, cursor }: ListQuery,
): Promise<ListAnswer<AlertTransition>> {
  authorise(viewer, "alert-rule:read")
  const { rows } = await pool.query<TransitionRow>(
    `select * from alert_transition where ($1::text is null or rule_id = $1) and ($2::text is null or instance_id = $2)
     and ($3::bigint is null or id < $3) order by id desc limit $4`,
    [of.ruleId ?? null, of.instanceId ?? null, numeric(cursor), limit + 1],
  )
  const page = pageOf(rows, limit, (row) => row.id)
  return { ...page, items: page.items.map(transitionFromRow) }
}

/** A cursor of ours is a row's number. */
const numeric = (cursor: string | undefined) => (cursor && /^\d{1,18}$/.test(cursor) ? cursor : null)

function transitionFromRow(row: TransitionRow): AlertTransition {
  return {
    at: row.at.toISOString(),
    ruleId: row.rule_id,
    ruleName: row.rule_name,
    ruleVersion: row.rule_version,
    instanceId: row.instance_id,
    labels: row.labels,
    from: row.from_state,
    to: row.to_state,
    reason: row.reason,
    value: row.value ?? undefined,
    threshold: row.threshold ?? undefined,
    expr: row.expr,
  }
}

interface EvaluationRow {
  id: string
  slot_at: Date
  started_at: Date
  duration_ms: number
  series: number
  health: RuleHealth
  error: string | null
  verdict: InstanceState
}

/** The evaluations that the log keeps (every change, else one a minute), newest first. */
export async function listEvaluations(
  viewer: Viewer,
  ruleId: string,
  { limit, cursor }: ListQuery,
  language: Language,
): Promise<ListAnswer<AlertEvaluation>> {
  authorise(viewer, "alert-rule:read")
  const { rows } = await pool.query<EvaluationRow>(
    "select * from alert_evaluation where rule_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3",
    [ruleId, numeric(cursor), limit + 1],
  )
  const page = pageOf(rows, limit, (row) => row.id)
  const translate = translator(language)
  return {
    ...page,
    items: page.items.map((row) => ({
      slotAt: row.slot_at.toISOString(),
      startedAt: row.started_at.toISOString(),
      durationMs: row.duration_ms,
      series: row.series,
      health: row.health,
      error: row.error ? problemFor(viewer, row.error, translate) : undefined,
      verdict: row.verdict,
    })),
  }
}
