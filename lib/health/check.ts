import "server-only"
import { readdir } from "node:fs/promises"
import { pool } from "#lib/db/pool.ts"
import { env } from "#lib/env.ts"
import { log } from "#lib/log.ts"
import { deliversAlerts } from "#lib/notification/store.ts"
import type { Health, Readiness, WorkerHealth } from "./schema.ts"
import { workerHealth } from "./worker-health.ts"

const WAIT_MS = 3_000

/** Whether this process can do its work. Says yes or no and never why: anybody may ask; the reason is in the log. */
export async function readiness(): Promise<Readiness> {
  const secretKey = env().secretKey !== undefined
  const database = await holds("database", async () => {
    await pool.query("SELECT 1")
    return true
  })
  const migrations = database && (await holds("migrations", isMigrated))
  return { ok: secretKey && database && migrations, checks: { database, migrations, secretKey } }
}

/** Readiness, and the worker as its heartbeats show it. */
export async function health(now: Date): Promise<Health> {
  const ready = await readiness()
  const worker: WorkerHealth = ready.ok ? await newestHeartbeat(now) : { ok: false, workers: 0 }
  const alerts = ready.ok ? { delivered: await deliversAlerts() } : undefined
  return { ok: ready.ok && worker.ok, checks: ready.checks, worker, alerts }
}

async function newestHeartbeat(now: Date): Promise<WorkerHealth> {
  const { rows } = await pool.query<{ tickAt: Date; lagMs: number }>(
    'SELECT tick_at AS "tickAt", lag_ms AS "lagMs" FROM worker_heartbeat ORDER BY tick_at DESC LIMIT 100',
  )
  return workerHealth(rows, now)
}

/** The database has exactly this code's migrations. */
async function isMigrated(): Promise<boolean> {
  const entries = await readdir("prisma/migrations", { withFileTypes: true })
  const wanted = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const { rows } = await pool.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  )
  const applied = new Set(rows.map((row) => row.name))
  return applied.size === wanted.length && wanted.every((name) => applied.has(name))
}

async function holds(name: string, check: () => Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.reject(new Error("no answer in time")), WAIT_MS)
  try {
    return await Promise.race([check(), late.promise])
  } catch (error) {
    log.warn({ err: error, check: name }, "a readiness check failed")
    return false
  } finally {
    clearTimeout(timer)
  }
}
