import { IdParams } from "#lib/access/schema.ts"
import { route } from "#lib/http/route.ts"
import { ShareLinkAnswer, ShareLinkPatch } from "#lib/share/schema.ts"
import { getShareLink, revokeShareLink, updateShareLink } from "#lib/share/store.ts"

export const GET = route(
  { summary: "A view-only link, without its token", can: "share-link:read", params: IdParams, response: ShareLinkAnswer },
  (viewer, { params }) => getShareLink(viewer, params.id),
)

export const PATCH = route(
  {
    summary: "Label, pause, end or password of a link",
    can: "share-link:write",
    params: IdParams,
    body: ShareLinkPatch,
    response: ShareLinkAnswer,
  },
  (viewer, { params, body }) => updateShareLink(viewer, params.id, body, new Date()),
)

export const DELETE = route(
  { summary: "Revoke a view-only link for good", can: "share-link:write", params: IdParams },
  (viewer, { params }) => revokeShareLink(viewer, params.id, new Date()),
)
