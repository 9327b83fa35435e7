import { route } from "#lib/http/route.ts"
import { TailQuery } from "#lib/query/schema.ts"
import { openTail } from "#lib/query/tail.ts"

export const GET = route(
  { summary: "Follow a query live (server-sent events)", can: "datasource:explore", query: TailQuery, produces: "text/event-stream" },
  (viewer, { query, requestId, language, signal }) => openTail(viewer, { ...query, requestId, language, signal }),
)
