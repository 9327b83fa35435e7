import "server-only"
import { pool } from "#lib/db/pool.ts"

const MOST_NAMED = 10

/** Names of dashboards and alert rules whose queries or variables name the datasource; ten of them at most, in quotes. */
export async function usersOf(id: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT title AS name FROM dashboard WHERE jsonb_path_exists(document, '$.** ? (@.datasourceId == $id)', jsonb_build_object('id', $1::text))
     UNION ALL SELECT name FROM alert_rule WHERE datasource_id = $1
     LIMIT ${MOST_NAMED}`,
    [id],
  )
  return rows.map((row) => `"${row.name}"`)
}
