import { DashboardParams } from "#lib/dashboard/list.ts"
import { variableOptions, VariableOptionsAnswer, VariableOptionsQuery } from "#lib/dashboard/variable-options.ts"
import { route } from "#lib/http/route.ts"

export const POST = route(
  {
    summary: "What the variables of a dashboard offer",
    can: "panel:query",
    params: DashboardParams,
    body: VariableOptionsQuery,
    response: VariableOptionsAnswer,
    quiet: true,
  },
  (viewer, { params, body, language, requestId, signal }) => variableOptions({ viewer, language, requestId, signal }, params.id, body),
)
