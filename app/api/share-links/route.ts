import { ListQuery, listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"
import { ShareLinkAnswer, ShareLinkCreate, ShareLinkMade } from "#lib/share/schema.ts"
import { createShareLink, listShareLinks } from "#lib/share/store.ts"

export const GET = route(
  {
    summary: "List view-only links",
    can: "share-link:read",
    query: ListQuery.extend({ dashboardId: ShareLinkCreate.shape.dashboardId.optional() }),
    response: listOf(ShareLinkAnswer),
  },
  (viewer, { query }) => listShareLinks(viewer, query),
)

export const POST = route(
  {
    summary: "Make a view-only link; the token is shown this once",
    can: "share-link:write",
    body: ShareLinkCreate,
    response: ShareLinkMade,
    status: 201,
  },
  (viewer, { body }) => createShareLink(viewer, body, new Date()),
)
