import "server-only"
import { workerPool } from "#lib/db/pool.ts"

/** Says that this worker ticks, by the database's clock. */
export async function beat(id: string, startedAt: Date, lagMs: number): Promise<void> {
  await workerPool.query(
    `insert into worker_heartbeat (id, started_at, tick_at, lag_ms) values ($1, $2, clock_timestamp(), $3)
     on conflict (id) do update set tick_at = clock_timestamp(), lag_ms = excluded.lag_ms`,
    [id, startedAt, Math.round(lagMs)],
  )
}

/** A worker that ended on purpose is not missing. */
export async function endBeat(id: string): Promise<void> {
  await workerPool.query("delete from worker_heartbeat where id = $1", [id])
}
