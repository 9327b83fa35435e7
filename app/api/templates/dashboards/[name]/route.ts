import { z } from "zod"
import { Id } from "#lib/dashboard/schema.ts"
import { route } from "#lib/http/route.ts"
import { FromDashboardTemplate, Made } from "#lib/template/schema.ts"
import { dashboardFromTemplate } from "#lib/template/store.ts"

const params = z.strictObject({ name: Id })

export const POST = route(
  { summary: "Make a dashboard from a template", can: "dashboard:write", params, body: FromDashboardTemplate, response: Made, status: 201 },
  (viewer, { params: { name }, body, language }) => dashboardFromTemplate(viewer, name, { ...body, language }),
)
