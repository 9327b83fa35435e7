import { route } from "#lib/http/route.ts"
import { InboxSeen, InboxSeenInput, InboxUnread } from "#lib/inbox/schema.ts"
import { countUnread, markSeen } from "#lib/inbox/store.ts"

export const GET = route(
  { summary: "How many messages have arrived since one last looked at the Inbox", signedIn: true, response: InboxUnread, quiet: true },
  (viewer) => countUnread(viewer),
)

export const PUT = route(
  { summary: "One has looked at the Inbox", signedIn: true, body: InboxSeenInput, response: InboxSeen, quiet: true },
  (viewer, { body }) => markSeen(viewer, body.at),
)
