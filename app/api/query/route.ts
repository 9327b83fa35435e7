import { planPanels, panelLines } from "#lib/dashboard/query-panel.ts"
import { route } from "#lib/http/route.ts"
import { PanelsQuery } from "#lib/query/schema.ts"
import { streamAnswer } from "#lib/query/stream.ts"

export const POST = route(
  {
    summary: "Read saved panels: one line of JSON a panel, as each is ready",
    can: "panel:query",
    share: true,
    body: PanelsQuery,
    produces: "application/x-ndjson",
    quiet: true,
  },
  async (viewer, { body, request, requestId, language }) => {
    const plan = await planPanels({ viewer, language, requestId }, body)
    return streamAnswer(request, "application/x-ndjson", (signal) => panelLines(plan, signal))
  },
)
