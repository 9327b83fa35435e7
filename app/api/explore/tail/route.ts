import { viewerOf } from "#lib/access/authenticate.ts"
import { route } from "#lib/http/route.ts"
import { TailQuery } from "#lib/query/schema.ts"
import { openTail } from "#lib/query/tail.ts"

export const GET = route(
  { summary: "Follow a query live (server-sent events)", can: "datasource:explore", query: TailQuery, produces: "text/event-stream" },
  (viewer, { query, request, requestId, language, signal }) =>
    openTail(viewer, { ...query, requestId, language, signal, again: () => viewerOf(request) }),
)
