import { z } from "zod"
import { route } from "#lib/http/route.ts"
import { ShareView } from "#lib/share/schema.ts"
import { noSuchLink, shareViewer } from "#lib/share/share-viewer.ts"
import { openShareLink } from "#lib/share/store.ts"

export const GET = route(
  {
    summary: "What the page of a view-only link shows: no queries, no datasources",
    public: true,
    share: true,
    params: z.strictObject({ token: z.string().max(200) }),
    response: ShareView,
  },
  async (viewer, { params, request, language }) => {
    const { grant } = await shareViewer(params.token, request)
    if (viewer.kind === "share" && viewer.grant.linkId !== grant.linkId) throw noSuchLink()
    return openShareLink(grant.linkId, language, new Date())
  },
)
