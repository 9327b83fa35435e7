import { z } from "zod"
import { AlertInstanceListQuery, listAlertInstances } from "#lib/alert-rule/instance-store.ts"
import { AlertInstance } from "#lib/alert-rule/schema.ts"
import { Id } from "#lib/dashboard/schema.ts"
import { listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: Id })
const query = AlertInstanceListQuery.omit({ ruleId: true })

export const GET = route(
  { summary: "Alerts of a rule", can: "alert-instance:read", params, query, response: listOf(AlertInstance) },
  (viewer, { params: { id }, query }) => listAlertInstances(viewer, { ...query, ruleId: id }),
)
