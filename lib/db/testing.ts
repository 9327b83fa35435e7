import "server-only"
import { randomBytes } from "node:crypto"
import { after } from "node:test"
import type pg from "pg"
import type { PrismaClient } from "#lib/db/generated/client.ts"
import { forgetEnv } from "#lib/env.ts"
import { forget } from "./lazy.ts"
import { startScratch } from "./scratch.ts"
import { runOn } from "./run-on.ts"
import { TEMPLATE, prepareTemplate, withName } from "./template.ts"

let ownServer: Promise<{ url: string; stop(): Promise<void> }> | undefined

/** The server that `npm test` started, or one of our own when a test file runs by hand. */
async function serverUrl(): Promise<string> {
  const given = process.env.BONGSU_TEST_DATABASE_URL
  if (given) return given
  ownServer ??= startScratch()
  return (await ownServer).url
}

export interface TestDatabase {
  url: string
  /** Closes this process's pools and drops the database; what is left is dropped when the file's tests are over. */
  drop: () => Promise<void>
}

const open = new Set<TestDatabase>()

// Registered while the file loads: inside a hook it would belong to that hook and run at once.
after(async () => {
  for (const database of open) await database.drop()
  await (await ownServer)?.stop()
})

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
  const database: TestDatabase = {
    url,
    drop: async () => {
      if (!open.delete(database)) return
      await (forget("prisma") as PrismaClient | undefined)?.$disconnect()
      for (const kept of ["pool", "workerPool"]) await (forget(kept) as pg.Pool | undefined)?.end()
      await runOn(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
  open.add(database)
  return database
}
