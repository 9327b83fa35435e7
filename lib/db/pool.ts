import "server-only"
import pg from "pg"
import { type Env, env } from "#lib/env.ts"
import { log } from "#lib/log.ts"
import { lazy } from "./lazy.ts"

const CONNECT_TIMEOUT_MS = 5_000
const IDLE_TIMEOUT_MS = 30_000

/** Thrown when the database is used and none is named. */
export class NoDatabaseError extends Error {
  override name = "NoDatabaseError"
  constructor() {
    super("DATABASE_URL is not set: start Bongsu with `npm start`, or name a Postgres database")
  }
}

/**
 * Connection options for one pool. Behind a pooler (`DIRECT_URL` is set) a start-up parameter such as `statement_timeout` would be
 * refused, so there the limit is the client's own and, in `transaction`, a `SET LOCAL`.
 * @throws {NoDatabaseError}
 */
export function connectionConfig(settings: Env, name: string, max: number): pg.PoolConfig {
  if (!settings.databaseUrl) throw new NoDatabaseError()
  return {
    connectionString: settings.databaseUrl,
    max,
    application_name: `bongsu ${name}`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    keepAlive: true,
    ...(settings.directUrl
      ? { query_timeout: settings.statementTimeoutMs }
      : { statement_timeout: settings.statementTimeoutMs, idle_in_transaction_session_timeout: 30_000 }),
  }
}

function makePool(name: string, max: number): pg.Pool {
  const made = new pg.Pool(connectionConfig(env(), name, max))
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  made.on("error", (error) => log.warn({ err: error, pool: name }, "an idle database connection broke"))
  return made
}

/** For work on behalf of requests. */
export const pool: pg.Pool = lazy("pool", () => makePool("web", env().poolSize))

/** Reserved for leases, evaluation and delivery: what requests do can't use it up. */
export const workerPool: pg.Pool = lazy("workerPool", () => makePool("worker", env().workerPoolSize))

export type Transaction = pg.PoolClient

/**
 * Runs `work` in one transaction and returns its result; any throw rolls back and is passed on.
 * A connection that fails while rolling back is closed, not reused.
 */
export async function transaction<T>(from: pg.Pool, work: (client: Transaction) => Promise<T>): Promise<T> {
  const client = await from.connect()
  let broken: Error | undefined
  try {
    await client.query("BEGIN")
    if (env().directUrl) await client.query(`SET LOCAL statement_timeout = ${env().statementTimeoutMs}`)
    const result = await work(client)
    await client.query("COMMIT")
    return result
  } catch (error) {
    await client.query("ROLLBACK").catch((cause: Error) => (broken = cause))
    throw error
  } finally {
    client.release(broken)
  }
}
