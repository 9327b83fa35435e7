import "server-only"
import { sign } from "#lib/access/derive-key.ts"
import { authorise, can } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { deleteAlertRule, setPaused } from "#lib/alert-rule/store.ts"
import { audit } from "#lib/audit/store.ts"
import { deleteDashboard } from "#lib/dashboard/store.ts"
import { pool } from "#lib/db/pool.ts"
import { deleteDatasource } from "#lib/datasource/store.ts"
import { usersOf } from "#lib/datasource/users-of.ts"
import { env } from "#lib/env.ts"
import { AppError } from "#lib/http/errors.ts"
import type { Language } from "#lib/language/language.ts"
import { deleteRunbook } from "#lib/runbook/store.ts"
import { type DemoState, demoPrefix } from "./schema.ts"

/** How much of the first incident has passed when the demo is first seen: the rest of it is short enough to be waited for. */
const INTO_CYCLE_MS = 75_000

interface Row {
  phase_at: Date
  seeded_at: Date | null
  removed_at: Date | null
}

/** Of the token of the demo's view-only link: nothing is stored, and each installation has another. */
export const demoShareToken = (): string => sign("demo-link", "token").slice(0, 32)

/** Whether this Bongsu shows the demo. @throws {AppError} forbidden */
export async function demoState(viewer: Viewer): Promise<DemoState> {
  authorise(viewer, "dashboard:read")
  const { rows } = await pool.query<{ mine: number; real: number }>(
    `select count(*) filter (where starts_with(id, $1))::int as mine, count(*) filter (where not starts_with(id, $1))::int as real from datasource`,
    [demoPrefix],
  )
  const { mine, real } = rows[0]!
  if (mine === 0) return { state: "off" }
  const shareUrl = can(viewer, "share-link:read") ? `${env().publicUrl}/share/${demoShareToken()}` : undefined
  return real === 0 ? { state: "on", shareUrl } : { state: "left" }
}

/**
 * Whether the demo's process is to run, and where its clock begins.
 * @param wanted true: though somebody removed it; false: never; undefined: as long as no datasource but its own exists
 */
export async function demoToRun(wanted: boolean | undefined): Promise<{ phaseMs: number; seeded: boolean } | undefined> {
  if (wanted === false) return undefined
  const { rowCount: real } = await pool.query("select 1 from datasource where not starts_with(id, $1) limit 1", [demoPrefix])
  if (real) return undefined
  await pool.query(
    "insert into demo (id, phase_at) values ('demo', clock_timestamp() - $1 * interval '1 millisecond') on conflict do nothing",
    [INTO_CYCLE_MS],
  )
  if (wanted) {
    await pool.query("update demo set removed_at = null, seeded_at = null where removed_at is not null")
  }
  const { rows } = await pool.query<Row>("select * from demo")
  const row = rows[0]!
  return row.removed_at ? undefined : { phaseMs: row.phase_at.getTime(), seeded: row.seeded_at !== null }
}

/** Rules that nobody feeds any more would only report errors. */
export async function pauseDemoRules(viewer: Viewer, language: Language): Promise<void> {
  const { rows } = await pool.query<{ id: string }>("select id from alert_rule where starts_with(id, $1) and not paused", [demoPrefix])
  for (const { id } of rows) await setPaused(viewer, id, true, language)
}

async function ids(table: "datasource" | "alert_rule" | "dashboard" | "runbook"): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(`select id from ${table} where starts_with(id, $1)`, [demoPrefix])
  return rows.map((row) => row.id)
}

/**
 * Deletes what the demo made, and keeps it from coming back by itself.
 * @throws {AppError} forbidden, conflict naming what of the users' own still reads its datasources
 */
export async function removeDemo(viewer: Viewer): Promise<void> {
  authorise(viewer, "datasource:write")
  const datasources = await ids("datasource")
  const users = new Set((await Promise.all(datasources.map((id) => usersOf(id, demoPrefix)))).flat())
  if (users.size > 0) throw new AppError("conflict", "demoInUse", { users: [...users].join(", ") }, { safeForViewer: true })
  for (const id of await ids("alert_rule")) await deleteAlertRule(viewer, id)
  for (const id of await ids("dashboard")) await deleteDashboard(viewer, id)
  for (const id of await ids("runbook")) await deleteRunbook(viewer, id)
  for (const id of datasources) await deleteDatasource(viewer, id)
  await pool.query("update demo set removed_at = clock_timestamp()")
  await audit(viewer, "demo.remove", { kind: "demo", id: "demo" })
}
