import { z } from "zod"
import { listEvaluations } from "#lib/alert-rule/history-store.ts"
import { AlertEvaluation } from "#lib/alert-rule/schema.ts"
import { Id } from "#lib/dashboard/schema.ts"
import { listOf, ListQuery } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: Id })

export const GET = route(
  { summary: "A rule's evaluations", can: "alert-rule:read", params, query: ListQuery, response: listOf(AlertEvaluation) },
  (viewer, { params: { id }, query, language }) => listEvaluations(viewer, id, query, language),
)
