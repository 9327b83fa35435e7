import { z } from "zod"
import { acknowledge } from "#lib/alert-rule/instance-store.ts"
import { AcknowledgeInput, AlertInstance } from "#lib/alert-rule/schema.ts"
import { Id } from "#lib/dashboard/schema.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: Id })

export const POST = route(
  { summary: "Say that somebody is on it", can: "alert-instance:acknowledge", params, body: AcknowledgeInput, response: AlertInstance },
  (viewer, { params: { id }, body }) => acknowledge(viewer, id, body.comment),
)
