import "server-only"
import { authorise } from "#lib/access/can.ts"
import type { Viewer } from "#lib/access/viewer.ts"
import { pool } from "#lib/db/pool.ts"
import type { Untold } from "./schema.ts"

/**
 * Firing alerts of which no contact point knows, nor will by the message that is on its way: `d` is what a group said last, absent before
 * it has said anything. Who was refused once is told late at best.
 */
const UNTOLD = `
select count(*) filter (where not routed)::int as nowhere, count(*) filter (where routed)::int as undelivered
from (
  select exists (select 1 from notification_member m where m.instance_id = i.id and m.episode = i.episode) as routed
  from alert_instance i
  where i.state = 'firing' and not exists (
    select 1 from notification_member m join notification_group g on g.id = m.group_id
    left join delivery d on d.key = g.id || ':' || g.contact_point_id || ':' || g.sequence
    where m.instance_id = i.id and m.episode = i.episode
      and (d.id is null or d.state = 'delivered' or (d.state = 'pending' and d.attempts = 0) or (d.state = 'sending' and d.attempts <= 1))
  )
) untold`

/** How many alerts fire that nobody was told of, and why. @throws {AppError} forbidden */
export async function countUntold(viewer: Viewer): Promise<Untold> {
  authorise(viewer, "alert-instance:read")
  const { rows } = await pool.query<Untold>(UNTOLD)
  return rows[0] ?? { nowhere: 0, undelivered: 0 }
}
