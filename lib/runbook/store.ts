import "server-only"
import { randomUUID } from "node:crypto"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { type InstanceRow } from "#lib/alert-rule/instance-row.ts"
import { audit } from "#lib/audit/store.ts"
import { pool } from "#lib/db/pool.ts"
import { AppError } from "#lib/http/errors.ts"
import { type ListAnswer, type ListQuery, pageOf } from "#lib/http/list.ts"
import { matchRunbook, matchersOf } from "./match.ts"
import { readRunbooks } from "./read.ts"
import type { Runbook, RunbookInput } from "./schema.ts"

interface Row {
  id: string
  title: string
  url: string | null
  markdown: string | null
  matchers: string[]
  owner: string | null
  created_at: Date
  updated_at: Date
  rules: { id: string; name: string }[] | null
}

const SELECT = `select b.*, (select json_agg(json_build_object('id', r.id, 'name', r.name) order by r.name) from alert_rule r where r.runbook_id = b.id) as rules
from runbook b`

/** By title; `search` looks into title, owner and matchers. */
export async function listRunbooks(viewer: Viewer, { limit, cursor, search }: ListQuery): Promise<ListAnswer<Runbook>> {
  authorise(viewer, "runbook:read")
  const { rows } = await pool.query<Row>(
    `${SELECT} where ($1::text is null or (b.title, b.id) > (select title, id from runbook where id = $1))
     and ($2::text is null or position(lower($2) in lower(concat_ws(' ', b.title, b.owner, array_to_string(b.matchers, ' ')))) > 0)
     order by b.title, b.id limit $3`,
    [cursor ?? null, search ?? null, limit + 1],
  )
  const page = pageOf(rows, limit, (row) => row.id)
  return { ...page, items: page.items.map(fromRow) }
}

/** @throws {AppError} not_found */
export async function getRunbook(viewer: Viewer, id: string): Promise<Runbook> {
  authorise(viewer, "runbook:read")
  const { rows } = await pool.query<Row>(`${SELECT} where b.id = $1`, [id])
  if (!rows[0]) throw noSuchRunbook(id)
  return fromRow(rows[0])
}

/** @throws {AppError} bad_request for a matcher that can't be read, conflict for an id that is taken */
export async function createRunbook(viewer: Viewer, input: RunbookInput): Promise<Runbook> {
  authorise(viewer, "runbook:write")
  checkMatchers(input.matchers)
  const id = input.id ?? randomUUID()
  const { rowCount } = await pool.query(
    `insert into runbook (id, title, url, markdown, matchers, owner, updated_at) values ($1, $2, $3, $4, $5, $6, clock_timestamp()) on conflict do nothing`,
    [id, input.title, input.url ?? null, input.markdown ?? null, input.matchers, input.owner ?? null],
  )
  if (rowCount === 0) throw new AppError("conflict", "runbookIdTaken", { id }, { safeForViewer: true })
  await audit(viewer, "runbook.create", { kind: "runbook", id }, { after: input })
  return getRunbook(viewer, id)
}

/** Replaces the runbook. @throws {AppError} not_found */
export async function updateRunbook(viewer: Viewer, id: string, input: RunbookInput): Promise<Runbook> {
  authorise(viewer, "runbook:write")
  checkMatchers(input.matchers)
  const before = await getRunbook(viewer, id)
  await pool.query(
    "update runbook set title = $2, url = $3, markdown = $4, matchers = $5, owner = $6, updated_at = clock_timestamp() where id = $1",
    [id, input.title, input.url ?? null, input.markdown ?? null, input.matchers, input.owner ?? null],
  )
  await audit(viewer, "runbook.update", { kind: "runbook", id }, { before, after: input })
  return getRunbook(viewer, id)
}

/** Rules that named it go on without. @throws {AppError} not_found */
export async function deleteRunbook(viewer: Viewer, id: string): Promise<void> {
  authorise(viewer, "runbook:write")
  const before = await getRunbook(viewer, id)
  await pool.query("delete from runbook where id = $1", [id])
  await audit(viewer, "runbook.delete", { kind: "runbook", id }, { before })
}

/** Ids of the alerts that are not over and lead to this runbook, by their rule or by labels. */
export async function instanceIdsOfRunbook(viewer: Viewer, id: string): Promise<string[]> {
  authorise(viewer, "runbook:read")
  await getRunbook(viewer, id)
  const runbooks = await readRunbooks(pool)
  const { rows } = await pool.query<Pick<InstanceRow, "id" | "labels"> & { runbook_id: string | null }>(
    "select i.id, i.labels, r.runbook_id from alert_instance i join alert_rule r on r.id = i.rule_id where i.state <> 'inactive'",
  )
  return rows.filter((row) => (row.runbook_id ?? matchRunbook(runbooks, row.labels)?.id) === id).map((row) => row.id)
}

function checkMatchers(matchers: string[]): void {
  for (const matcher of matchers) {
    try {
      matchersOf([matcher])
    } catch (error) {
      const reason = error instanceof Error ? error.message : ""
      throw new AppError("bad_request", "matcherInvalid", { matcher: matcher.slice(0, 200), reason }, { safeForViewer: true, cause: error })
    }
  }
}

const noSuchRunbook = (id: string) => new AppError("not_found", "runbookNotFound", { id: id.slice(0, 64) }, { safeForViewer: true })

function fromRow(row: Row): Runbook {
  return {
    id: row.id,
    title: row.title,
    url: row.url ?? undefined,
    markdown: row.markdown ?? undefined,
    matchers: row.matchers,
    owner: row.owner ?? undefined,
    rules: row.rules ?? [],
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
