import "server-only"
import { z } from "zod"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { pool } from "#lib/db/pool.ts"
import { type ListAnswer, ListQuery, pageOf } from "#lib/http/list.ts"
import type { Language } from "#lib/language/language.ts"
import { RULE_SELECT, ruleFromRow, type RuleRow } from "./rule-row.ts"
import type { AlertRule } from "./schema.ts"

export const AlertRuleListQuery = ListQuery.extend({
  state: z.enum(["inactive", "pending", "firing", "recovering"]).optional(),
  health: z.enum(["unknown", "ok", "error", "nodata"]).optional(),
  group: z.string().max(200).optional(),
  runbookId: z.string().max(64).optional(),
  dashboardId: z.string().max(64).optional(),
})

const WHERE = `
where ($1::text is null or r.name ilike $1 or g.name ilike $1 or r.document ->> 'query' ilike $1 or r.document ->> 'labels' ilike $1)
  and ($2::text is null or case when i.firing > 0 then 'firing' when i.recovering > 0 then 'recovering' when i.pending > 0 then 'pending' else 'inactive' end = $2)
  and ($3::text is null or r.health = $3) and ($4::text is null or g.name = $4)
  and ($5::text is null or (r.name, r.id) > ($5, $6))
  and ($7::text is null or r.runbook_id = $7) and ($8::text is null or r.document ->> 'dashboardId' = $8)
order by r.name, r.id limit $9`

/** By name; `search` looks into name, group, query and labels. */
export async function listAlertRules(
  viewer: Viewer,
  query: z.output<typeof AlertRuleListQuery>,
  language: Language,
): Promise<ListAnswer<AlertRule>> {
  authorise(viewer, "alert-rule:read")
  const [name, id] = cursorParts(query.cursor)
  const values = [like(query.search), query.state, query.health, query.group, name, id, query.runbookId, query.dashboardId, query.limit + 1]
  const { rows } = await pool.query<RuleRow & { name: string }>(
    RULE_SELECT + WHERE,
    values.map((value) => value ?? null),
  )
  const page = pageOf(rows, query.limit, (row) => cursorOf(row.name, row.id))
  return { ...page, items: page.items.map((row) => ruleFromRow(viewer, row, language)) }
}

/** A search text for `ilike`; null for none. */
export const like = (search: string | undefined): string | null => (search ? `%${search.replace(/[\\%_]/g, String.raw`\$&`)}%` : null)

export const cursorOf = (...parts: string[]): string => Buffer.from(JSON.stringify(parts)).toString("base64url")

/** What `cursorOf` was given; nothing for a cursor that is none of ours. */
export function cursorParts(cursor: string | undefined): (string | null)[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor ?? "", "base64url").toString())
    return Array.isArray(parts) && parts.every((part) => typeof part === "string") ? parts : [null, null]
  } catch {
    return [null, null]
  }
}
