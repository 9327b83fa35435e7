import { z } from "zod"
import { listTransitions } from "#lib/alert-rule/history-store.ts"
import { AlertTransition } from "#lib/alert-rule/schema.ts"
import { Id } from "#lib/dashboard/schema.ts"
import { listOf, ListQuery } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: Id })

export const GET = route(
  { summary: "Changes of state of a rule's alerts", can: "alert-rule:read", params, query: ListQuery, response: listOf(AlertTransition) },
  (viewer, { params: { id }, query }) => listTransitions(viewer, { ruleId: id }, query),
)
