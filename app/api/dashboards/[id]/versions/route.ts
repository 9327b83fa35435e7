import { DashboardParams, DashboardVersionItem } from "#lib/dashboard/list.ts"
import { listVersions } from "#lib/dashboard/version-store.ts"
import { listOf, ListQuery } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  {
    summary: "Versions of a dashboard, newest first",
    can: "dashboard:write",
    params: DashboardParams,
    query: ListQuery,
    response: listOf(DashboardVersionItem),
  },
  (viewer, { params, query }) => listVersions(viewer, params.id, query),
)
