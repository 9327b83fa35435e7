import { listOf, ListQuery } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"
import { InboxItem } from "#lib/inbox/schema.ts"
import { listInbox } from "#lib/inbox/store.ts"

export const GET = route(
  {
    summary: "Messages that were delivered inside the application",
    can: "inbox:read",
    query: ListQuery,
    response: listOf(InboxItem),
    quiet: true,
  },
  (viewer, { query }) => listInbox(viewer, query),
)
