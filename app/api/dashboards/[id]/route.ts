import { DashboardParams } from "#lib/dashboard/list.ts"
import { DashboardUpdate } from "#lib/dashboard/schema.ts"
import { deleteDashboard, getDashboard, updateDashboard } from "#lib/dashboard/store.ts"
import { dashboardFor, DashboardAnswer, DashboardFull } from "#lib/dashboard/view.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  {
    summary: "A dashboard; without queries for those who may not edit",
    can: "dashboard:read",
    params: DashboardParams,
    response: DashboardAnswer,
  },
  async (viewer, { params }) => dashboardFor(viewer, await getDashboard(viewer, params.id)),
)

export const PUT = route(
  {
    summary: "Save a dashboard; a stale version is refused",
    can: "dashboard:write",
    params: DashboardParams,
    body: DashboardUpdate,
    response: DashboardFull,
    maxBodyBytes: 8 * 1024 * 1024,
  },
  (viewer, { params, body: { version, ...document } }) => updateDashboard(viewer, params.id, { document, version }),
)

export const DELETE = route({ summary: "Delete a dashboard", can: "dashboard:write", params: DashboardParams }, (viewer, { params }) =>
  deleteDashboard(viewer, params.id),
)
