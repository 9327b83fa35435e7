import assert from "node:assert/strict"
import { before, test } from "node:test"
import { pool, transaction, workerPool } from "./pool.ts"
import { prisma } from "./prisma.ts"
import { withDatabase } from "./testing.ts"

before(async () => void (await withDatabase()))

test("a throw rolls back and frees the connection", async () => {
  const failing = transaction(pool, async (client) => {
    await client.query("CREATE TABLE half (id int)")
    throw new Error("no")
  })
  await assert.rejects(failing, /no/)
  assert.equal((await pool.query("SELECT to_regclass('half') AS half")).rows[0].half, null)
  assert.equal(pool.totalCount, pool.idleCount)
})

test("what is done stays, for Prisma too", async () => {
  await transaction(workerPool, (client) => client.query("CREATE TABLE whole AS SELECT 1 AS id"))
  assert.deepEqual(await prisma.$queryRaw`SELECT id FROM whole`, [{ id: 1 }])
})

test("requests that use up their pool leave the worker's alone", async () => {
  const taken = await Promise.all(Array.from({ length: 10 }, () => pool.connect()))
  assert.equal((await workerPool.query("SELECT 1 AS one")).rows[0].one, 1)
  for (const client of taken) client.release()
})

test("a statement has a limit", async () => {
  const { rows } = await pool.query("SELECT current_setting('statement_timeout') AS timeout")
  assert.equal(rows[0].timeout, "15s")
})
