import "server-only"
import { randomBytes } from "node:crypto"
import { after } from "node:test"
import pg from "pg"
import type { PrismaClient } from "#lib/db/generated/client.ts"
import { forgetEnv } from "#lib/env.ts"
import { forget } from "./lazy.ts"
import { migrate, readMigrations } from "./migrate.ts"
import { startScratch } from "./scratch.ts"

const TEMPLATE = "bongsu_template"
const TEMPLATE_LOCK = 4_242_001

/** `url` with another database name. */
export function withName(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/** Runs one statement on a connection of its own: for `CREATE DATABASE` and the like. */
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

let ownServer: Promise<{ url: string; stop(): Promise<void> }> | undefined

/** The server that `npm test` started, or one of our own when a test file runs by hand. */
async function serverUrl(): Promise<string> {
  const given = process.env.BONGSU_TEST_DATABASE_URL
  if (given) return given
  ownServer ??= startScratch()
  return (await ownServer).url
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

export interface TestDatabase {
  url: string
  /** Closes this process's pools and drops the database; also runs by itself when the file's tests are over. */
  drop(): Promise<void>
}

/**
 * A database of one's own, and `DATABASE_URL` naming it, so that `pool`, `workerPool` and `prisma` work on it. Call it in
 * `before` (or at the top of a file, with await); it takes some 50 ms.
 * @param empty true: without the tables
 */
export async function withDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const server = await serverUrl()
  const name = `test_${randomBytes(6).toString("hex")}`
  if (!empty) await prepareTemplate(server)
  await runOn(server, `CREATE DATABASE ${name}${empty ? "" : ` TEMPLATE ${TEMPLATE}`}`)
  const url = withName(server, name)
  process.env.DATABASE_URL = url
  forgetEnv()
  let dropped: Promise<void> | undefined
  const drop = () => (dropped ??= closeAndDrop(server, name))
  after(drop)
  return { url, drop }
}

async function closeAndDrop(server: string, name: string): Promise<void> {
  await (forget("prisma") as PrismaClient | undefined)?.$disconnect()
  for (const kept of ["pool", "workerPool"]) await (forget(kept) as pg.Pool | undefined)?.end()
  await runOn(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  if (!ownServer) return
  const stopping = ownServer
  ownServer = undefined
  await (await stopping).stop()
}
