import { listOf, ListQuery } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"
import { IncidentSummary } from "#lib/incident/schema.ts"
import { listIncidents } from "#lib/incident/store.ts"

export const GET = route(
  { summary: "Alerts that fire or did lately", can: "incident:read", query: ListQuery, response: listOf(IncidentSummary) },
  (viewer, { query }) => listIncidents(viewer, query),
)
