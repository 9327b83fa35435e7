import { ExplainInput, Explanation } from "#lib/notification/schema.ts"
import { explain } from "#lib/notification/store.ts"
import { route } from "#lib/http/route.ts"

export const POST = route(
  { summary: "Where an alert with these labels goes", can: "notification-policy:read", body: ExplainInput, response: Explanation },
  (viewer, { body }) => explain(viewer, body.labels),
)
