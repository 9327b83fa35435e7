import { DashboardVersionParams } from "#lib/dashboard/list.ts"
import { DashboardInput } from "#lib/dashboard/schema.ts"
import { getVersion } from "#lib/dashboard/version-store.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "A dashboard as an old version had it", can: "dashboard:write", params: DashboardVersionParams, response: DashboardInput },
  (viewer, { params }) => getVersion(viewer, params.id, params.version),
)
