import { z } from "zod"
import { AlertRule } from "#lib/alert-rule/schema.ts"
import { setPaused } from "#lib/alert-rule/store.ts"
import { Id } from "#lib/dashboard/schema.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: Id })

export const POST = route(
  { summary: "Pause an alert rule; what fires ends", can: "alert-rule:write", params, response: AlertRule },
  (viewer, { params: { id }, language }) => setPaused(viewer, id, true, language),
)
