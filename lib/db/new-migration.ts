import "server-only"
import { mkdir, readFile, writeFile } from "node:fs/promises"
import path from "node:path"
import pg from "pg"
import { migrate, readMigrations } from "./migrate.ts"
import { diffToSchema } from "./schema-engine.ts"
import { startScratch } from "./scratch.ts"

/** Where the schema and its migrations are, relative to the project. */
export interface SchemaFiles {
  schema: string
  migrations: string
}
export const SCHEMA_FILES: SchemaFiles = { schema: "prisma/schema.prisma", migrations: "prisma/migrations" }

/**
 * The SQL between what the migrations make and what the schema says; "" when they agree. What the schema can't say (partial
 * indexes, exclusion constraints, triggers) is not seen by the engine and so makes no difference.
 */
export async function missingSql(files: SchemaFiles = SCHEMA_FILES): Promise<string> {
  const server = await startScratch()
  const pool = new pg.Pool({ connectionString: server.url, max: 1 })
  pool.on("error", () => {})
  try {
    await migrate({ url: server.url, migrations: await readMigrations(files.migrations) })
    return await diffToSchema(pool, { path: files.schema, content: await readFile(files.schema, "utf8") })
  } finally {
    await pool.end()
    await server.stop()
  }
}

/**
 * Writes a new migration folder named by `now` and `name`.
 * @returns the file, or undefined when there is nothing to migrate
 */
export async function createMigration(name: string, now: Date, files: SchemaFiles = SCHEMA_FILES): Promise<string | undefined> {
  const sql = await missingSql(files)
  if (!sql) return undefined
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14)
  const folder = path.join(files.migrations, `${stamp}_${name.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`)
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, "migration.sql")
  await writeFile(file, sql)
  return file
}
