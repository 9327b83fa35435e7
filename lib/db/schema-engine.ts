import "server-only"
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { PrismaPg } from "@prisma/adapter-pg"
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils"
import type * as engineBindings from "@prisma/schema-engine-wasm"
import type pg from "pg"

/** One folder of `prisma/migrations` and its SQL. */
export interface Migration {
  name: string
  sql: string
}

const NO_FILTERS = { externalTables: [], externalEnums: [] }
const LOCK_FILE = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' }
type Bindings = typeof engineBindings & { __wbg_set_wasm(exports: WebAssembly.Exports): void }

/** The part of the adapter that is not in its types. */
interface Performer {
  performIO(query: unknown): Promise<pg.QueryArrayResult>
}

type Imports = Record<string, (...values: unknown[]) => unknown>

/** The engine guards its lock by a timer of 10 s and never clears it, which would keep a finished command alive. */
function withoutLingeringTimers(imports: Imports): Imports {
  const changed = { ...imports }
  for (const [name, call] of Object.entries(imports)) {
    if (!name.startsWith("__wbg_setTimeout_")) continue
    changed[name] = (...values) => {
      const real = globalThis.setTimeout
      globalThis.setTimeout = ((...given: Parameters<typeof real>) => real(...given).unref()) as typeof real
      try {
        return call(...values)
      } finally {
        globalThis.setTimeout = real
      }
    }
  }
  return changed
}

let loaded: Promise<Bindings> | undefined

/** Prisma's migration engine as WebAssembly: `prisma migrate` itself wants a native binary that not every machine may download. */
async function load(): Promise<Bindings> {
  const entry = import.meta.resolve("@prisma/schema-engine-wasm")
  const bindings = (await import(new URL("schema_engine_bg.js", entry).href)) as Bindings
  const compiled = await WebAssembly.compile(await readFile(fileURLToPath(new URL("schema_engine_bg.wasm", entry))))
  const { exports } = await WebAssembly.instantiate(compiled, {
    "./schema_engine_bg.js": withoutLingeringTimers(bindings as unknown as Imports),
  })
  const panics = globalThis as { PRISMA_WASM_PANIC_REGISTRY?: { set_message(text: string): void } }
  panics.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (text) => process.stderr.write(`${text}\n`) }
  bindings.__wbg_set_wasm(exports)
  ;(exports.__wbindgen_start as () => void)()
  return bindings
}

/** Postgres' one-byte type of its own catalogue, which Prisma's adapter doesn't know, and a type that it does. */
const CHAR_TYPE = 18
const TEXT_TYPE = 25

/**
 * Prisma's adapter with two faults mended: its `executeScript` splits at every semicolon, which breaks function bodies (Postgres takes
 * a whole script as it is), and it can't read a catalogue with NOT NULL constraints, which have a `"char"` column.
 */
function adapterOver(pool: pg.Pool, onScriptError: (error: unknown) => void) {
  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    adapter.executeScript = async (script) => {
      await pool.query(script).catch((error: unknown) => {
        onScriptError(error)
        throw error
      })
    }
    adapter.queryRaw = async (query) => {
      const result = await (adapter as unknown as Performer).performIO(query)
      const isChar = result.fields.map((field) => field.dataTypeID === CHAR_TYPE)
      for (const field of result.fields) if (field.dataTypeID === CHAR_TYPE) field.dataTypeID = TEXT_TYPE
      // Prisma's own reading of columns, over a copy of the adapter that answers with what is read already.
      const answered = Object.create(Object.getPrototypeOf(adapter) as object, {
        performIO: { value: async () => result },
      }) as typeof adapter
      const set = await answered.queryRaw(query)
      return { ...set, columnTypes: set.columnTypes.map((type, at) => (isChar[at] ? ColumnTypeEnum.Character : type)) }
    }
    return adapter
  }
  return bindMigrationAwareSqlAdapterFactory(factory)
}

async function engineOver(pool: pg.Pool, onScriptError: (error: unknown) => void = () => {}): Promise<engineBindings.SchemaEngine> {
  loaded ??= load()
  const bindings = await loaded
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, adapterOver(pool, onScriptError))
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

/**
 * Applies those of `migrations` that the database has not recorded and records them as `prisma migrate deploy` would.
 * @throws the database's own error when a script fails
 */
export async function applyWithEngine(pool: pg.Pool, migrations: Migration[]): Promise<void> {
  let scriptError: unknown
  const engine = await engineOver(pool, (error) => (scriptError = error))
  const applying = engine.applyMigrations({
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
  await applying.catch((error: unknown) => {
    throw scriptError ?? error
  })
}
