import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { test } from "node:test"
import pg from "pg"
import { MigrationError, migrate, readMigrations } from "./migrate.ts"
import { runOn } from "./run-on.ts"
import { withDatabase } from "./testing.ts"

const FIRST = { name: "20260101000000_first", sql: "CREATE TABLE thing (id int PRIMARY KEY);" }
const SECOND = {
  name: "20260102000000_second",
  sql: `CREATE FUNCTION one() RETURNS int AS $$ BEGIN RETURN 1; END; $$ LANGUAGE plpgsql;
    -- a comment; with a semicolon
    CREATE UNIQUE INDEX thing_partial ON thing (id) WHERE id > 0;`,
}

test("the project's own migrations apply, once", async () => {
  const { url, drop } = await withDatabase({ empty: true })
  const migrations = await readMigrations()
  assert.deepEqual(
    await migrate({ url, migrations }),
    migrations.map((migration) => migration.name),
  )
  assert.deepEqual(await migrate({ url, migrations }), [])
  await drop()
})

test("scripts with function bodies and semicolons in comments apply whole", async () => {
  const { url, drop } = await withDatabase({ empty: true })
  await migrate({ url, migrations: [FIRST, SECOND] })
  assert.equal((await runOn(url, "SELECT one() AS one")).rows[0].one, 1)
  await drop()
})

test("of two migrators that start together one works and the other waits", async () => {
  const { url, drop } = await withDatabase({ empty: true })
  const slow = { name: FIRST.name, sql: `${FIRST.sql} SELECT pg_sleep(0.5);` }
  const applied = await Promise.all([1, 2, 3].map(() => migrate({ url, migrations: [slow, SECOND] })))
  assert.deepEqual(
    applied.map((names) => names.length).toSorted((a, b) => a - b),
    [0, 0, 2],
  )
  await drop()
})

test("a database newer than the code is refused and left alone", async () => {
  const { url, drop } = await withDatabase({ empty: true })
  await migrate({ url, migrations: [FIRST, SECOND] })
  await assert.rejects(migrate({ url, migrations: [FIRST] }), (error: Error) => {
    assert.ok(error instanceof MigrationError)
    assert.match(error.message, /newer than this code .*20260102000000_second/)
    return true
  })
  await drop()
})

test("a migration that fails is rolled back whole, and works once it is mended", async () => {
  const { url, drop } = await withDatabase({ empty: true })
  const broken = { name: SECOND.name, sql: "CREATE TABLE half (id int); SELECT 1 / 0;" }
  await assert.rejects(
    migrate({ url, migrations: [FIRST, broken] }),
    /20260102000000_second failed and was rolled back: .*division by zero/,
  )
  assert.equal((await runOn(url, "SELECT to_regclass('half') AS half")).rows[0].half, null)
  assert.deepEqual(await migrate({ url, migrations: [FIRST, SECOND] }), [SECOND.name])
  await drop()
})

test("a migrator killed half-way leaves nothing that needs a person", async () => {
  const { url, drop } = await withDatabase({ empty: true })
  const slow = { name: SECOND.name, sql: `CREATE TABLE half (id int); SELECT pg_sleep(30); ${SECOND.sql}` }
  const script = `import { migrate } from "#lib/db/migrate.ts"
    await migrate({ url: ${JSON.stringify(url)}, migrations: ${JSON.stringify([FIRST, slow])} })`
  const child = spawn(process.execPath, ["--conditions=react-server", "--input-type=module", "-e", script], { stdio: "inherit" })
  await waitFor(url, "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND state = 'active' AND pid <> pg_backend_pid()")
  child.kill("SIGKILL")
  await once(child, "exit")
  // The server itself notices a vanished client only when its statement is over; end that as a restart would.
  await runOn(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bongsu migrate'")
  assert.deepEqual(await migrate({ url, migrations: [FIRST, SECOND] }), [SECOND.name])
  assert.equal((await runOn(url, "SELECT to_regclass('half') AS half")).rows[0].half, null)
  await drop()
})

test("an unfinished record by Prisma's own command does not stop ours", async () => {
  const { url, drop } = await withDatabase({ empty: true })
  await migrate({ url, migrations: [FIRST] })
  await runOn(url, `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '${SECOND.name}')`)
  assert.deepEqual(await migrate({ url, migrations: [FIRST, SECOND] }), [SECOND.name])
  await drop()
})

async function waitFor(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const giveUpAt = performance.now() + 20_000
  while ((await client.query(sql)).rowCount === 0) {
    assert.ok(performance.now() < giveUpAt, `never: ${sql}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await client.end()
}
