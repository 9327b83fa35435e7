import { Runbook, RunbookInput } from "#lib/runbook/schema.ts"
import { createRunbook, listRunbooks } from "#lib/runbook/store.ts"
import { listOf, ListQuery } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "List runbooks", can: "runbook:read", query: ListQuery, response: listOf(Runbook) },
  (viewer, { query }) => listRunbooks(viewer, query),
)

export const POST = route(
  { summary: "Create a runbook", can: "runbook:write", body: RunbookInput, response: Runbook, status: 201 },
  (viewer, { body }) => createRunbook(viewer, body),
)
