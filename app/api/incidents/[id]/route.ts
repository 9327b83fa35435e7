import { z } from "zod"
import { Id } from "#lib/dashboard/schema.ts"
import { route } from "#lib/http/route.ts"
import { Incident } from "#lib/incident/schema.ts"
import { getIncident } from "#lib/incident/store.ts"

const params = z.strictObject({ id: Id })

export const GET = route(
  { summary: "All there is to know of an alert", can: "incident:read", params, response: Incident },
  (viewer, { params: { id }, language }) => getIncident(viewer, id, { language, nowMs: Date.now() }),
)
