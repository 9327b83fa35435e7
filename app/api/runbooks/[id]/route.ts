import { z } from "zod"
import { Id } from "#lib/dashboard/schema.ts"
import { route } from "#lib/http/route.ts"
import { Runbook, RunbookInput } from "#lib/runbook/schema.ts"
import { deleteRunbook, getRunbook, updateRunbook } from "#lib/runbook/store.ts"

const params = z.strictObject({ id: Id })

export const GET = route({ summary: "A runbook", can: "runbook:read", params, response: Runbook }, (viewer, { params: { id } }) =>
  getRunbook(viewer, id),
)

export const PUT = route(
  { summary: "Save a runbook", can: "runbook:write", params, body: RunbookInput, response: Runbook },
  (viewer, { params: { id }, body }) => updateRunbook(viewer, id, body),
)

export const DELETE = route({ summary: "Delete a runbook", can: "runbook:write", params }, (viewer, { params: { id } }) =>
  deleteRunbook(viewer, id),
)
