import "server-only"
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { PrismaPg } from "@prisma/adapter-pg"
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils"
import type { SchemaEngine } from "@prisma/schema-engine-wasm"
import type pg from "pg"

/** One folder of `prisma/migrations` and its SQL. */
export interface Migration {
  name: string
  sql: string
}

const NO_FILTERS = { externalTables: [], externalEnums: [] }
const LOCK_FILE = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' }
type Bindings = typeof import("@prisma/schema-engine-wasm") & { __wbg_set_wasm(exports: WebAssembly.Exports): void }

/** The part of the adapter that is not in its types. */
interface Performer {
  performIO(query: unknown): Promise<pg.QueryArrayResult>
}

let loaded: Promise<Bindings> | undefined

/** Prisma's migration engine as WebAssembly: `prisma migrate` itself wants a native binary that not every machine may download. */
async function load(): Promise<Bindings> {
  const entry = import.meta.resolve("@prisma/schema-engine-wasm")
  const bindings = (await import(new URL("schema_engine_bg.js", entry).href)) as Bindings
  const module = await WebAssembly.compile(await readFile(fileURLToPath(new URL("schema_engine_bg.wasm", entry))))
  const { exports } = await WebAssembly.instantiate(module, {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  })
  bindings.__wbg_set_wasm(exports)
  ;(exports.__wbindgen_start as () => void)()
  return bindings
}

/** Postgres' one-byte type of its own catalogue, and the ordinary character type that the adapter knows instead. */
const CHAR_TYPE = 18
const BPCHAR_TYPE = 1042

/** Prisma's own `executeScript` splits at every semicolon, which breaks function bodies; Postgres takes a whole script as it is. */
function adapterOver(pool: pg.Pool) {
  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    adapter.executeScript = async (script) => void (await pool.query(script))
    const performIO = (adapter as unknown as Performer).performIO.bind(adapter)
    ;(adapter as unknown as Performer).performIO = async (query) => {
      const result = await performIO(query)
      for (const field of result.fields) if (field.dataTypeID === CHAR_TYPE) field.dataTypeID = BPCHAR_TYPE
      return result
    }
    return adapter
  }
  return bindMigrationAwareSqlAdapterFactory(factory)
}

async function engineOver(pool: pg.Pool): Promise<SchemaEngine> {
  loaded ??= load()
  const bindings = await loaded
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, adapterOver(pool))
}

/** The SQL that turns the database behind `pool` into what the Prisma schema says; "" when they agree. */
export async function diffToSchema(pool: pg.Pool, schema: { path: string; content: string }): Promise<string> {
  const engine = await engineOver(pool)
  const result = await engine.diff({
    from: { tag: "schemaDatasource", files: [schema], configDir: "." },
    to: { tag: "schemaDatamodel", files: [schema] },
    script: true,
    exitCode: null,
    filters: NO_FILTERS,
  })
  const sql = result.stdout ?? ""
  return sql.includes("This is an empty migration") ? "" : sql
}

/** Applies those of `migrations` that the database has not recorded and records them as `prisma migrate deploy` would. */
export async function applyWithEngine(pool: pg.Pool, migrations: Migration[]): Promise<void> {
  const engine = await engineOver(pool)
  await engine.applyMigrations({
    migrationsList: {
      baseDir: "prisma/migrations",
      lockfile: LOCK_FILE,
      shadowDbInitScript: "",
      migrationDirectories: migrations.map((migration) => ({
        path: migration.name,
        migrationFile: { path: "migration.sql", content: { tag: "ok", value: migration.sql } },
      })),
    },
    filters: NO_FILTERS,
  })
}
