import { z } from "zod"
import { getAlertInstance } from "#lib/alert-rule/instance-store.ts"
import { AlertInstance } from "#lib/alert-rule/schema.ts"
import { Id } from "#lib/dashboard/schema.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: Id })

export const GET = route(
  { summary: "An alert", can: "alert-instance:read", params, response: AlertInstance },
  (viewer, { params: { id } }) => getAlertInstance(viewer, id),
)
