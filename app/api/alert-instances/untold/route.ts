import { route } from "#lib/http/route.ts"
import { Untold } from "#lib/notification/schema.ts"
import { countUntold } from "#lib/notification/untold.ts"

export const GET = route(
  { summary: "How many alerts fire that nobody was told of", can: "alert-instance:read", response: Untold, quiet: true },
  (viewer) => countUntold(viewer),
)
