import "server-only"
import { readFile, readdir } from "node:fs/promises"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { type Migration, applyWithEngine } from "./schema-engine.ts"

/** Any number that nothing else locks; the same as the one Prisma's own command takes, so that the two wait for each other. */
const ADVISORY_LOCK = 72_707_369
const LOCK_POLL_MS = 250
const DDL_LOCK_TIMEOUT = "5s"
const DDL_ATTEMPTS = 5
const LOCK_NOT_AVAILABLE = "55P03"

/** One sentence for an operator: the database can't be brought to this version's schema. */
export class MigrationError extends Error {
  override name = "MigrationError"
}

export interface MigrateOptions {
  /** A direct connection, not through a pooler: the lock belongs to the session. */
  url: string
  migrations: Migration[]
  say?: (line: string) => void
  /** How long to wait for another migrator. */
  waitMs?: number
}

/** The migrations of a folder, oldest first. */
export async function readMigrations(folder = "prisma/migrations"): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.toSorted().map(async (name) => ({ name, sql: await readFile(path.join(folder, name, "migration.sql"), "utf8") })),
  )
}

/**
 * Brings the database up to `migrations`, each in one transaction together with its record: a process killed half-way leaves nothing
 * behind, and the next one goes on. One migrator works, others wait.
 * @returns the names applied by this call
 * @throws {MigrationError} for a database that is newer than the code, a migration that fails, or a lock that isn't given up.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: options.url, max: 1, idleTimeoutMillis: 0, application_name: "bongsu migrate" })
  pool.on("error", () => {})
  try {
    if ((await pendingOf(pool, options.migrations)).length === 0) return []
    await lock(pool, options)
    const pending = await pendingOf(pool, options.migrations)
    for (const migration of pending) {
      options.say?.(`applying migration ${migration.name}`)
      await applyOne(pool, options.migrations, migration)
    }
    return pending.map((migration) => migration.name)
  } finally {
    await pool.end()
  }
}

/** Throws when the database is newer than, or lacks some of, `migrations`: for a role that waits for the migrator. */
export async function pendingMigrations(url: string, migrations: Migration[]): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  pool.on("error", () => {})
  try {
    return (await pendingOf(pool, migrations)).map((migration) => migration.name)
  } finally {
    await pool.end()
  }
}

async function pendingOf(pool: pg.Pool, migrations: Migration[]): Promise<Migration[]> {
  const table = await pool.query<{ exists: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists")
  if (!table.rows[0]?.exists) return migrations
  const { rows } = await pool.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  )
  const recorded = new Set(rows.map((row) => row.migration_name))
  const known = new Set(migrations.map((migration) => migration.name))
  const unknown = [...recorded].filter((name) => !known.has(name)).toSorted()
  if (unknown.length > 0) {
    throw new MigrationError(
      `The database is newer than this code (it has the migration ${unknown.at(-1)}, which this version doesn't know): ` +
        "start the newer version of Bongsu, or restore a backup made with this one",
    )
  }
  return migrations.filter((migration) => !recorded.has(migration.name))
}

async function lock(pool: pg.Pool, { say, waitMs = 600_000 }: MigrateOptions): Promise<void> {
  const giveUpAt = performance.now() + waitMs
  for (let first = true; ; first = false) {
    const { rows } = await pool.query<{ got: boolean }>("SELECT pg_try_advisory_lock($1) AS got", [ADVISORY_LOCK])
    if (rows[0]?.got) return
    if (performance.now() > giveUpAt) {
      throw new MigrationError("Another process has been migrating the database for too long: see which one holds the advisory lock")
    }
    if (first) say?.("another process is migrating the database, waiting for it")
    await sleep(LOCK_POLL_MS)
  }
}

async function applyOne(pool: pg.Pool, all: Migration[], migration: Migration): Promise<void> {
  const upToThis = all.slice(0, all.indexOf(migration) + 1)
  for (let attempt = 1; ; attempt++) {
    // The pool has one connection, so that the engine's own statements run inside this transaction.
    await pool.query(`BEGIN; SET LOCAL lock_timeout = '${DDL_LOCK_TIMEOUT}'`)
    try {
      await forgetInterrupted(pool)
      await applyWithEngine(pool, upToThis)
      await pool.query("COMMIT")
      return
    } catch (cause) {
      await pool.query("ROLLBACK").catch(() => {})
      const isBusy = (cause as { code?: string }).code === LOCK_NOT_AVAILABLE
      if (!isBusy || attempt === DDL_ATTEMPTS) {
        throw new MigrationError(`The migration ${migration.name} failed and was rolled back: ${reason(cause)}`, { cause })
      }
      await sleep(attempt * 500)
    }
  }
}

/** Ours can't be left unfinished. One by Prisma's own command can, but its script ran as one implicit transaction: nothing of it is there. */
async function forgetInterrupted(pool: pg.Pool): Promise<void> {
  const table = await pool.query<{ exists: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists")
  if (!table.rows[0]?.exists) return
  await pool.query("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL")
}

function reason(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  return text.split("\n").filter(Boolean).slice(0, 3).join(" ").slice(0, 400)
}
