import "server-only"
import { runOn } from "#lib/db/run-on.ts"

/** Whether somebody removed the demo; `url` is the database's. For the supervisor, which has no pool. */
export async function isDemoRemoved(url: string): Promise<boolean> {
  return Boolean((await runOn(url, "select 1 from demo where removed_at is not null")).rowCount)
}
