import "server-only"
import pg from "pg"
import { migrate, readMigrations } from "./migrate.ts"

/** The migrated database that tests copy. */
export const TEMPLATE = "bongsu_template"
const TEMPLATE_LOCK = 4_242_001

/** `url` with another database name. */
export function withName(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/** Makes the migrated database that tests copy, once a server. Whoever comes second waits. */
export async function prepareTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK])
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [TEMPLATE])
    if (rowCount) return
    await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE}_making`)
    await client.query(`CREATE DATABASE ${TEMPLATE}_making`)
    await migrate({ url: withName(url, `${TEMPLATE}_making`), migrations: await readMigrations() })
    await client.query(`ALTER DATABASE ${TEMPLATE}_making RENAME TO ${TEMPLATE}`)
  } finally {
    await client.end()
  }
}
