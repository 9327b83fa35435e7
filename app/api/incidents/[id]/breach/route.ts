import { z } from "zod"
import { Id } from "#lib/dashboard/schema.ts"
import { route } from "#lib/http/route.ts"
import { readBreach } from "#lib/incident/breach.ts"
import { streamAnswer } from "#lib/query/stream.ts"
import { encodeExplore } from "#lib/query/words.ts"

const params = z.strictObject({ id: Id })

export const GET = route(
  { summary: "What the alert's rule measures, over the time of the incident", can: "incident:read", params, produces: "application/json" },
  async (viewer, { params: { id }, request, language, signal }) => {
    const answer = await readBreach(viewer, id, { language, nowMs: Date.now(), signal })
    return streamAnswer(request, "application/json", () => [encodeExplore(answer)])
  },
)
