import { z } from "zod"
import { route } from "#lib/http/route.ts"
import { ShareView } from "#lib/share/schema.ts"
import { openShareLink } from "#lib/share/store.ts"

export const GET = route(
  {
    summary: "What the page of a view-only link shows: no queries, no datasources",
    public: true,
    share: true,
    params: z.strictObject({ token: z.string().max(200) }),
    response: ShareView,
  },
  (viewer, { params, request, language }) => openShareLink(viewer, params.token, { request, language, now: new Date() }),
)
