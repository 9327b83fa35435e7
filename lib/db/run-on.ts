import "server-only"
import pg from "pg"

/** Runs one statement on a connection of its own: for `CREATE DATABASE` and the like, and for a process that has no pool. */
export async function runOn(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  client.on("error", () => {})
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}
