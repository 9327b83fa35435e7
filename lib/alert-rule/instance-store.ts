import "server-only"
import { z } from "zod"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { audit } from "#lib/audit/store.ts"
import { pool } from "#lib/db/pool.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, ListQuery, pageOf } from "#lib/http/list.ts"
import { type Matcher, MatcherError, matches, parseMatchers } from "#lib/notification/matcher.ts"
import type { InstanceRow } from "./instance-row.ts"
import { cursorOf, cursorParts, like } from "./list-store.ts"
import type { AlertInstance, AlertRuleDocument } from "./schema.ts"
import { topComparison } from "./threshold.ts"

export const AlertInstanceListQuery = ListQuery.extend({
  /** One or several, separated by commas; absent: all but inactive. */
  state: z
    .string()
    .regex(/^(inactive|pending|firing|recovering)(,(inactive|pending|firing|recovering))*$/)
    .optional(),
  /** Matchers: `service="checkout",severity=~"crit.*"`. */
  filter: z.string().max(2000).optional(),
  ruleId: z.string().max(64).optional(),
})

const SELECT = `
select i.*, r.name as rule_name, r.document -> 'condition' as condition, r.document ->> 'unit' as unit, r.document -> 'query' ->> 'expr' as expr,
  greatest(coalesce(r.last_ok_at, r.created_at), r.updated_at) < clock_timestamp() - greatest(3 * g.interval_ms, 300000) * interval '1 millisecond'
    and i.state <> 'inactive' and not r.paused as stale
from alert_instance i join alert_rule r on r.id = i.rule_id join alert_group g on g.id = r.group_id`

interface Row extends InstanceRow {
  rule_name: string
  stale: boolean
  condition: AlertRuleDocument["condition"] | null
  unit: string | null
  expr: string
}

/** Rows that are read to fill a page when a filter can't be asked of the database. */
const SCANNED = 5_000

/** Newest change first. @throws {AppError} bad_request for a filter that can't be read */
export async function listAlertInstances(
  viewer: Viewer,
  query: z.output<typeof AlertInstanceListQuery>,
): Promise<ListAnswer<AlertInstance>> {
  authorise(viewer, "alert-instance:read")
  const matchers = readMatchers(query.filter ?? "")
  const [since, id] = cursorParts(query.cursor)
  const { rows } = await pool.query<Row>(
    `${SELECT} where i.state = any($1) and ($2::text is null or i.rule_id = $2) and ($3::text is null or r.name ilike $3 or i.labels::text ilike $3)
     and ($4::timestamptz is null or (i.state_since, i.id) < ($4, $5)) order by i.state_since desc, i.id desc limit $6`,
    [
      query.state?.split(",") ?? ["pending", "firing", "recovering"],
      query.ruleId ?? null,
      like(query.search),
      since ?? null,
      id ?? null,
      matchers.length > 0 ? SCANNED : query.limit + 1,
    ],
  )
  const matching = rows.filter((row) => matches(matchers, row.labels))
  const page = pageOf(matching, query.limit, (row) => cursorOf(row.state_since.toISOString(), row.id))
  return { ...page, items: page.items.map(instanceFromRow) }
}

function readMatchers(filter: string): Matcher[] {
  try {
    return parseMatchers(filter)
  } catch (error) {
    const reason = error instanceof MatcherError ? error.message : ""
    throw new AppError("bad_request", "matcherInvalid", { matcher: filter.slice(0, 200), reason }, { safeForViewer: true, cause: error })
  }
}

/** @throws {AppError} not_found */
export async function getAlertInstance(viewer: Viewer, id: string): Promise<AlertInstance> {
  authorise(viewer, "alert-instance:read")
  const { rows } = await pool.query<Row>(`${SELECT} where i.id = $1`, [id])
  if (!rows[0]) throw noSuchInstance(id)
  return instanceFromRow(rows[0])
}

/** Alerts by id, newest change first; what is gone is left out. */
export async function instancesOf(viewer: Viewer, ids: string[]): Promise<AlertInstance[]> {
  authorise(viewer, "alert-instance:read")
  const { rows } = await pool.query<Row>(`${SELECT} where i.id = any($1) order by i.state_since desc`, [ids])
  return rows.map(instanceFromRow)
}

/** Says that somebody is on it; it holds until the alert's next episode. @throws {AppError} not_found for one that is over or unknown */
export async function acknowledge(viewer: Viewer, id: string, comment: string | undefined): Promise<AlertInstance> {
  authorise(viewer, "alert-instance:acknowledge")
  const { rowCount } = await pool.query(
    `update alert_instance set acknowledged_by = $2, acknowledged_at = clock_timestamp(), acknowledgment = $3 where id = $1 and state <> 'inactive'`,
    [id, nameOf(viewer), comment ?? null],
  )
  if (rowCount === 0) throw noSuchInstance(id)
  await audit(viewer, "alert-instance.acknowledge", { kind: "alert-instance", id }, { after: { comment } })
  return getAlertInstance(viewer, id)
}

const nameOf = (viewer: Viewer) => (viewer.kind === "user" || viewer.kind === "token" ? viewer.name : viewer.kind)

const noSuchInstance = (id: string) => new AppError("not_found", "alertNotFound", { id: id.slice(0, 64) }, { safeForViewer: true })

const iso = (date: Date | null) => date?.toISOString()

function instanceFromRow(row: Row): AlertInstance {
  return {
    id: row.id,
    ruleId: row.rule_id,
    ruleName: row.rule_name,
    labels: row.labels,
    annotations: row.annotations,
    state: row.state,
    since: row.state_since.toISOString(),
    activeAt: iso(row.active_at),
    firedAt: iso(row.fired_at),
    resolvedAt: iso(row.resolved_at),
    value: row.value ?? undefined,
    stale: row.stale,
    acknowledged: row.acknowledged_at
      ? { by: row.acknowledged_by ?? "", at: row.acknowledged_at.toISOString(), comment: row.acknowledgment ?? undefined }
      : undefined,
    condition: limitOf(row.condition ?? topComparison(row.expr)),
    unit: row.unit ?? undefined,
  }
}

/** Without a reducer; undefined where the value is compared with another series. */
function limitOf(
  comparison: { op: NonNullable<AlertInstance["condition"]>["op"]; threshold?: number } | undefined,
): AlertInstance["condition"] {
  return comparison?.threshold === undefined ? undefined : { op: comparison.op, threshold: comparison.threshold }
}
