import "server-only"
import { authorise, can } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { listTransitions } from "#lib/alert-rule/history-store.ts"
import { type InstanceRow, readInstance } from "#lib/alert-rule/instance-row.ts"
import { getAlertInstance } from "#lib/alert-rule/instance-store.ts"
import { cursorOf, cursorParts, like } from "#lib/alert-rule/list-store.ts"
import { serviceOf } from "#lib/alert-rule/message-alert.ts"
import type { AlertRuleDocument } from "#lib/alert-rule/schema.ts"
import { topComparison } from "#lib/alert-rule/threshold.ts"
import { pool } from "#lib/db/pool.ts"
import { listDeliveries } from "#lib/delivery/store.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import type { Language } from "#lib/language/language.ts"
import { matchRunbook } from "#lib/runbook/match.ts"
import { readRunbooks } from "#lib/runbook/read.ts"
import { MINUTE, parseDuration } from "#lib/time/duration.ts"
import type { Incident, IncidentSummary } from "./schema.ts"

const RECENT = "interval '7 days'"

const SELECT = `
select i.*, r.name as rule_name, r.document, r.runbook_id,
  (select count(*)::int from alert_transition t where t.instance_id = i.id and t.to_state = 'firing' and t.from_state <> 'recovering'
     and t.at > clock_timestamp() - ${RECENT}) as episodes
from alert_instance i join alert_rule r on r.id = i.rule_id`

type Row = InstanceRow & { rule_name: string; document: AlertRuleDocument; runbook_id: string | null; episodes: number }

/** Alerts that fire or did in the last 7 days, those that fire first, then by their newest beginning. */
export async function listIncidents(viewer: Viewer, { limit, cursor, search }: ListQuery): Promise<ListAnswer<IncidentSummary>> {
  authorise(viewer, "incident:read")
  const [over, fired, id] = cursorParts(cursor)
  const { rows } = await pool.query<Row & { is_over: boolean }>(
    `select * from (${SELECT} where i.fired_at > clock_timestamp() - ${RECENT} or i.state in ('firing', 'recovering')) s
     cross join lateral (select s.state not in ('firing', 'recovering') as is_over) o
     where s.fired_at is not null and ($1::text is null or s.rule_name ilike $1 or s.labels::text ilike $1)
       and ($2::boolean is null or (not is_over, s.fired_at, s.id) < (not $2, $3::timestamptz, $4))
     order by is_over, s.fired_at desc, s.id desc limit $5`,
    [like(search), over ?? null, fired ?? null, id ?? null, limit + 1],
  )
  const page = pageOf(rows, limit, (row) => cursorOf(String(row.is_over), row.fired_at!.toISOString(), row.id))
  return { ...page, items: page.items.map(summary) }
}

function summary(row: Row): IncidentSummary {
  const isOver = row.state === "inactive" || row.state === "pending"
  return {
    id: row.id,
    ruleId: row.rule_id,
    name: row.rule_name,
    service: serviceOf(row.labels),
    severity: row.labels.severity ?? "",
    labels: row.labels,
    state: row.state,
    startedAt: (row.fired_at ?? row.active_at ?? row.state_since).toISOString(),
    endedAt: isOver ? (row.resolved_at ?? row.state_since).toISOString() : undefined,
    episodes: row.episodes,
    summary: row.annotations.summary ?? "",
  }
}

const LISTED = 200
const BEFORE_MS = 30 * MINUTE
const AFTER_MS = 10 * MINUTE

async function rowOf(id: string): Promise<Row> {
  const { rows } = await pool.query<Row>(`${SELECT} where i.id = $1`, [id])
  if (!rows[0]) throw new AppError("not_found", "alertNotFound", { id: id.slice(0, 64) }, { safeForViewer: true })
  return rows[0]
}

/** What the rule measures, as saved but without its comparison, over the time of the incident. @throws {AppError} not_found */
export async function getMeasured(viewer: Viewer, id: string, nowMs: number) {
  authorise(viewer, "incident:read")
  const row = await rowOf(id)
  const { datasourceId, query } = row.document
  const { view } = windows(summary(row), row, nowMs)
  return {
    datasourceId,
    query: { ...query, expr: breachOf(row.document)?.expr ?? query.expr },
    range: { fromMs: Date.parse(view.from), toMs: Date.parse(view.to) },
  }
}

/** All there is to know of an alert, from its own rule. @throws {AppError} not_found */
export async function getIncident(viewer: Viewer, id: string, context: { language: Language; nowMs: number }): Promise<Incident> {
  authorise(viewer, "incident:read")
  const row = await rowOf(id)
  const list = { limit: LISTED, cursor: undefined, search: undefined }
  const [instance, timeline, deliveries, runbook] = await Promise.all([
    getAlertInstance(viewer, id),
    listTransitions(viewer, { instanceId: id }, list),
    can(viewer, "delivery:read") ? listDeliveries(viewer, { ...list, instanceId: id }, context.language) : { items: [] },
    runbookOf(row),
  ])
  const base = summary(row)
  const { document } = row
  return {
    ...base,
    instance,
    rule: {
      id: row.rule_id,
      name: row.rule_name,
      datasourceId: document.datasourceId,
      query: document.query,
      unit: document.unit,
      dashboardId: document.dashboardId,
      panelId: document.panelId,
    },
    timeline: timeline.items,
    deliveries: deliveries.items,
    runbook,
    breach: breachOf(document),
    ...windows(base, row, context.nowMs),
  }
}

function windows(base: IncidentSummary, row: Row, nowMs: number): Pick<Incident, "view" | "firing"> {
  const { firedAtMs, activeAtMs } = readInstance(row)
  const fromMs = firedAtMs ?? activeAtMs ?? Date.parse(base.startedAt)
  const endMs = base.endedAt ? Date.parse(base.endedAt) : nowMs
  const viewFromMs = Math.min(activeAtMs ?? fromMs, fromMs) - Math.max(BEFORE_MS, 3 * parseDuration(row.document.for))
  const viewToMs = base.endedAt ? Math.min(nowMs, endMs + AFTER_MS) : nowMs
  return {
    view: { from: new Date(viewFromMs).toISOString(), to: new Date(Math.max(viewToMs, viewFromMs)).toISOString() },
    firing: { from: new Date(fromMs).toISOString(), to: base.endedAt },
  }
}

function breachOf(document: AlertRuleDocument): Incident["breach"] {
  if (document.condition) return { expr: document.query.expr, op: document.condition.op, threshold: document.condition.threshold }
  const found = topComparison(document.query.expr)
  return found && { expr: found.valueExpr, op: found.op, threshold: found.threshold, thresholdExpr: found.thresholdExpr }
}

async function runbookOf(row: Row): Promise<Incident["runbook"]> {
  const runbooks = await readRunbooks(pool)
  const found = runbooks.find((one) => one.id === row.runbook_id) ?? matchRunbook(runbooks, row.labels)
  if (found) {
    const { rows } = await pool.query<{ markdown: string | null }>("select markdown from runbook where id = $1", [found.id])
    return { id: found.id, title: found.title, url: found.url, markdown: rows[0]?.markdown ?? undefined }
  }
  const url = URL.parse(row.annotations.runbook_url ?? "")
  return url && /^https?:$/.test(url.protocol) ? { title: url.href, url: url.href } : undefined
}
