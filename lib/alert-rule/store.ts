import "server-only"
import { createHash, randomUUID } from "node:crypto"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { audit } from "#lib/audit/store.ts"
import { pool, type Transaction, transaction } from "#lib/db/pool.ts"
import { AppError } from "#lib/http/errors.ts"
import type { Language } from "#lib/language/language.ts"
import { parseDuration } from "#lib/time/duration.ts"
import { checkRule } from "./check.ts"
import { endRule } from "./end.ts"
import { RULE_SELECT, ruleFromRow, type RuleRow } from "./rule-row.ts"
import { offsetOf, slotAfter } from "./schedule.ts"
import type { AlertRule, AlertRuleDocument } from "./schema.ts"

/** @throws {AppError} not_found */
export async function getAlertRule(viewer: Viewer, id: string, language: Language): Promise<AlertRule> {
  authorise(viewer, "alert-rule:read")
  const { rows } = await pool.query<RuleRow>(`${RULE_SELECT} where r.id = $1`, [id])
  if (!rows[0]) throw noSuchRule(id)
  return ruleFromRow(viewer, rows[0], language)
}

/** @throws {AppError} bad_request for a rule that can't work, conflict for an id that is taken */
export async function createAlertRule(viewer: Viewer, input: AlertRuleDocument, language: Language): Promise<AlertRule> {
  authorise(viewer, "alert-rule:write")
  await checkRule(input)
  const { id = randomUUID(), ...document } = input
  const isNew = await transaction(pool, async (client) => {
    const groupId = await groupFor(client, document)
    const { rowCount } = await client.query(
      `insert into alert_rule (id, group_id, name, datasource_id, document, query_hash, paused, runbook_id, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp()) on conflict (id) do nothing`,
      [id, groupId, document.name, document.datasourceId, document, queryHash(document), document.paused, document.runbookId ?? null],
    )
    return rowCount === 1
  })
  if (!isNew) throw new AppError("conflict", "ruleIdTaken", { id }, { safeForViewer: true })
  await audit(viewer, "alert-rule.create", { kind: "alert-rule", id }, { after: document })
  return getAlertRule(viewer, id, language)
}

/**
 * Saves a rule. Instances stay: the next evaluation keeps those whose labels are unchanged and ends the others as "edited". A result of
 * the old version that arrives later counts no more.
 * @param version of the rule that was edited; absent: whatever is stored is replaced
 * @throws {AppError} conflict for a stale version
 */
export async function updateAlertRule(
  viewer: Viewer,
  id: string,
  input: AlertRuleDocument,
  options: { version?: number; language: Language },
): Promise<AlertRule> {
  authorise(viewer, "alert-rule:write")
  await checkRule(input)
  const { id: _, ...document } = input
  const before = await transaction(pool, async (client) => {
    const groupId = await groupFor(client, document)
    const stored = await lockRule(client, id)
    if (options.version !== undefined && options.version !== stored.version)
      throw new AppError("conflict", "ruleVersionStale", { version: stored.version }, { safeForViewer: true })
    if (document.paused && !stored.paused) await endRule(client, toldRule(stored), "paused")
    await client.query(
      `update alert_rule set group_id = $2, name = $3, datasource_id = $4, document = $5, query_hash = $6, paused = $7, runbook_id = $8,
         version = version + 1, updated_at = clock_timestamp() where id = $1`,
      [id, groupId, document.name, document.datasourceId, document, queryHash(document), document.paused, document.runbookId ?? null],
    )
    return stored.document
  })
  await audit(viewer, "alert-rule.update", { kind: "alert-rule", id }, { before, after: document })
  return getAlertRule(viewer, id, options.language)
}

/** Pausing ends what fires, with that reason; resuming begins anew with the next slot. */
export async function setPaused(viewer: Viewer, id: string, paused: boolean, language: Language): Promise<AlertRule> {
  authorise(viewer, "alert-rule:write")
  await transaction(pool, async (client) => {
    const { rows } = await client.query<{ document: AlertRuleDocument }>("select document from alert_rule where id = $1", [id])
    if (!rows[0]) throw noSuchRule(id)
    if (!paused) await groupFor(client, { ...rows[0].document, paused })
    const stored = await lockRule(client, id)
    if (stored.paused === paused) return
    if (paused) await endRule(client, toldRule(stored), "paused")
    await client.query(
      `update alert_rule set paused = $2, document = document || jsonb_build_object('paused', $2::boolean), version = version + 1,
         health = 'unknown', health_since = null, last_error = null, last_ok_at = null, last_evaluated_at = null,
         updated_at = clock_timestamp() where id = $1`,
      [id, paused],
    )
  })
  await audit(viewer, paused ? "alert-rule.pause" : "alert-rule.resume", { kind: "alert-rule", id })
  return getAlertRule(viewer, id, language)
}

/** Ends what fires, with that reason, and deletes the rule; its history stays. @throws {AppError} not_found */
export async function deleteAlertRule(viewer: Viewer, id: string): Promise<void> {
  authorise(viewer, "alert-rule:write")
  const before = await transaction(pool, async (client) => {
    const stored = await lockRule(client, id)
    await endRule(client, toldRule(stored), "deleted")
    await client.query("delete from alert_rule where id = $1", [id])
    return stored.document
  })
  await audit(viewer, "alert-rule.delete", { kind: "alert-rule", id }, { before })
}

interface StoredRule {
  id: string
  version: number
  paused: boolean
  document: AlertRuleDocument
  runbook_id: string | null
}

async function lockRule(client: Transaction, id: string): Promise<StoredRule> {
  const { rows } = await client.query<StoredRule>(
    "select id, version, paused, document, runbook_id from alert_rule where id = $1 for update",
    [id],
  )
  if (!rows[0]) throw noSuchRule(id)
  return rows[0]
}

const toldRule = ({ id, version, document, runbook_id }: StoredRule) => ({ id, version, document, runbookId: runbook_id })

/**
 * The group of a rule, by its name and interval, made when there is none. One that nobody evaluates at present begins with the next slot:
 * the time without rules was not missed.
 */
async function groupFor(
  client: Transaction,
  { group, evaluateEvery }: Pick<AlertRuleDocument, "group" | "evaluateEvery" | "paused">,
): Promise<string> {
  const intervalMs = parseDuration(evaluateEvery)
  const grid = { intervalMs, offsetMs: offsetOf(group, intervalMs) }
  const { rows: clock } = await client.query<{ now: Date }>("select clock_timestamp() as now")
  const next = new Date(slotAfter(grid, clock[0]!.now.getTime()))
  await client.query(
    `insert into alert_group (id, name, interval_ms, offset_ms, next_slot_at) values ($1, $2, $3, $4, $5) on conflict (name, interval_ms) do nothing`,
    [randomUUID(), group, intervalMs, grid.offsetMs, next],
  )
  const { rows } = await client.query<{ id: string }>("select id from alert_group where name = $1 and interval_ms = $2 for update", [
    group,
    intervalMs,
  ])
  const id = rows[0]!.id
  await client.query(
    `update alert_group g set next_slot_at = $2 where id = $1 and next_slot_at < $2 and lease_until is null
       and not exists (select 1 from alert_rule r where r.group_id = g.id and not r.paused)`,
    [id, next],
  )
  return id
}

function queryHash(document: Pick<AlertRuleDocument, "query" | "condition">): string {
  return createHash("sha256")
    .update(JSON.stringify([document.query, document.condition ?? null]))
    .digest("hex")
}

export function noSuchRule(id: string): AppError {
  return new AppError("not_found", "ruleNotFound", { id: id.slice(0, 64) }, { safeForViewer: true })
}
