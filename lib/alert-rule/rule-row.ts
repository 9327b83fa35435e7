import type { Viewer } from "#lib/access/viewer.ts"
import type { Language } from "#lib/language/language.ts"
import { translator } from "#lib/language/translate.ts"
import { problemFor } from "./problem.ts"
import type { AlertRule, AlertRuleDocument, RuleHealth } from "./schema.ts"

/** A rule with its group and the counts of its instances, as `RULE_SELECT` gives it. */
export interface RuleRow {
  id: string
  document: AlertRuleDocument
  paused: boolean
  version: number
  health: RuleHealth
  health_since: Date | null
  last_error: string | null
  last_evaluated_at: Date | null
  last_ok_at: Date | null
  last_duration_ms: number | null
  created_at: Date
  updated_at: Date
  missed_slots: number
  pending: number
  firing: number
  recovering: number
}

export const RULE_SELECT = `
select r.*, g.missed_slots, i.pending, i.firing, i.recovering
from alert_rule r join alert_group g on g.id = r.group_id
left join lateral (
  select count(*) filter (where state = 'pending')::int as pending, count(*) filter (where state = 'firing')::int as firing,
    count(*) filter (where state = 'recovering')::int as recovering
  from alert_instance where rule_id = r.id and state <> 'inactive') i on true`

export function ruleFromRow(viewer: Viewer, row: RuleRow, language: Language): AlertRule {
  const { pending, firing, recovering } = row
  return {
    ...row.document,
    id: row.id,
    paused: row.paused,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    state: firing > 0 ? "firing" : recovering > 0 ? "recovering" : pending > 0 ? "pending" : "inactive",
    health: row.health,
    healthSince: row.health_since?.toISOString(),
    lastError: row.health === "error" && row.last_error ? problemFor(viewer, row.last_error, translator(language)) : undefined,
    lastEvaluatedAt: row.last_evaluated_at?.toISOString(),
    lastDurationMs: row.last_duration_ms ?? undefined,
    missedSlots: row.missed_slots,
    instances: { pending, firing, recovering },
  }
}
