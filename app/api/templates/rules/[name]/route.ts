import { z } from "zod"
import { Id } from "#lib/dashboard/schema.ts"
import { route } from "#lib/http/route.ts"
import { FromRuleTemplate, Made } from "#lib/template/schema.ts"
import { ruleFromTemplate } from "#lib/template/store.ts"

const params = z.strictObject({ name: Id })

export const POST = route(
  {
    summary: "Make an alert rule and its runbook from a template",
    can: "alert-rule:write",
    params,
    body: FromRuleTemplate,
    response: Made,
    status: 201,
  },
  (viewer, { params: { name }, body, language }) => ruleFromTemplate(viewer, name, { ...body, language }),
)
