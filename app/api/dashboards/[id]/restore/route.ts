import { DashboardParams, DashboardRestore } from "#lib/dashboard/list.ts"
import { restoreVersion } from "#lib/dashboard/version-store.ts"
import { DashboardFull } from "#lib/dashboard/view.ts"
import { route } from "#lib/http/route.ts"

export const POST = route(
  {
    summary: "Save an old version as the newest",
    can: "dashboard:write",
    params: DashboardParams,
    body: DashboardRestore,
    response: DashboardFull,
  },
  (viewer, { params, body }) => restoreVersion(viewer, params.id, body.version, body.current),
)
