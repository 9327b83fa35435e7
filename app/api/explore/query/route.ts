import { route } from "#lib/http/route.ts"
import { explore } from "#lib/query/explore.ts"
import { ExploreQuery } from "#lib/query/schema.ts"
import { streamAnswer } from "#lib/query/stream.ts"
import { encodeExplore } from "#lib/query/words.ts"

export const POST = route(
  { summary: "Run a query of one's own", can: "datasource:explore", body: ExploreQuery, produces: "application/json" },
  async (viewer, { body, request, language, signal }) => {
    const answer = await explore(viewer, body, language, signal)
    return streamAnswer(request, "application/json", () => [encodeExplore(answer)])
  },
)
