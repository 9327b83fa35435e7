import { DashboardParams } from "#lib/dashboard/list.ts"
import { starDashboard } from "#lib/dashboard/list-store.ts"
import { route } from "#lib/http/route.ts"

export const PUT = route({ summary: "Star a dashboard", can: "dashboard:read", params: DashboardParams }, (viewer, { params }) =>
  starDashboard(viewer, params.id, true),
)

export const DELETE = route({ summary: "Take a star back", can: "dashboard:read", params: DashboardParams }, (viewer, { params }) =>
  starDashboard(viewer, params.id, false),
)
