import { AlertInstanceListQuery, listAlertInstances } from "#lib/alert-rule/instance-store.ts"
import { AlertInstance } from "#lib/alert-rule/schema.ts"
import { listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "List alerts", can: "alert-instance:read", query: AlertInstanceListQuery, response: listOf(AlertInstance) },
  (viewer, { query }) => listAlertInstances(viewer, query),
)
