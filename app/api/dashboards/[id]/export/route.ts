import { exportDashboard } from "#lib/dashboard/export.ts"
import { DashboardExportQuery, DashboardParams } from "#lib/dashboard/list.ts"
import { DashboardInput } from "#lib/dashboard/schema.ts"
import { getDashboard } from "#lib/dashboard/store.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  {
    summary: "A dashboard as a file that reads the same each time",
    can: "dashboard:write",
    params: DashboardParams,
    query: DashboardExportQuery,
    response: DashboardInput,
  },
  async (viewer, { params }) => exportDashboard(await getDashboard(viewer, params.id)),
)
