import "server-only"
import { pool } from "#lib/db/pool.ts"

const MOST_NAMED = 10

/**
 * Names of dashboards and alert rules whose queries or variables name the datasource; ten of them at most, in quotes.
 * @param but leaves out those whose ids begin so
 */
export async function usersOf(id: string, but?: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT title AS name FROM dashboard WHERE jsonb_path_exists(document, '$.** ? (@.datasourceId == $id)', jsonb_build_object('id', $1::text))
       AND ($2::text IS NULL OR NOT starts_with(id, $2))
     UNION ALL SELECT name FROM alert_rule WHERE datasource_id = $1 AND ($2::text IS NULL OR NOT starts_with(id, $2))
     LIMIT ${MOST_NAMED}`,
    [id, but ?? null],
  )
  return rows.map((row) => `"${row.name}"`)
}
