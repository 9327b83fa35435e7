import { DashboardList, DashboardListQuery } from "#lib/dashboard/list.ts"
import { listDashboards } from "#lib/dashboard/list-store.ts"
import { DashboardInput } from "#lib/dashboard/schema.ts"
import { createDashboard } from "#lib/dashboard/store.ts"
import { DashboardFull } from "#lib/dashboard/view.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "List dashboards", can: "dashboard:read", query: DashboardListQuery, response: DashboardList },
  (viewer, { query }) => listDashboards(viewer, query),
)

export const POST = route(
  {
    summary: "Create a dashboard",
    can: "dashboard:write",
    body: DashboardInput,
    response: DashboardFull,
    status: 201,
    maxBodyBytes: 8 * 1024 * 1024,
  },
  (viewer, { body }) => createDashboard(viewer, body),
)
