import assert from "node:assert/strict"
import { test } from "node:test"
import { prisma } from "#lib/db/prisma.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { log } from "#lib/log.ts"
import { health, readiness } from "./check.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
log.level = "silent"
await withDatabase()

test("a migrated database and a key: ready; well only with a worker that ticks", async () => {
  assert.deepEqual(await readiness(), { ok: true, checks: { database: true, migrations: true, secretKey: true } })
  assert.deepEqual((await health(new Date())).worker, { ok: false, workers: 0 })
  const tickAt = new Date()
  await prisma.workerHeartbeat.create({ data: { id: "w", startedAt: tickAt, tickAt, lagMs: 3 } })
  const state = await health(new Date(tickAt.getTime() + 500))
  assert.deepEqual([state.ok, state.worker.ageMs, state.worker.lagMs], [true, 500, 3])
})

test("a database of another version is not ready", async () => {
  await prisma.$executeRaw`UPDATE _prisma_migrations SET migration_name = '99990101000000_newer'`
  assert.deepEqual(await readiness(), { ok: false, checks: { database: true, migrations: false, secretKey: true } })
})
