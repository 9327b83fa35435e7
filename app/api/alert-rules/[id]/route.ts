import { z } from "zod"
import { AlertRule, AlertRuleUpdate } from "#lib/alert-rule/schema.ts"
import { deleteAlertRule, getAlertRule, updateAlertRule } from "#lib/alert-rule/store.ts"
import { Id } from "#lib/dashboard/schema.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: Id })

export const GET = route(
  { summary: "An alert rule", can: "alert-rule:read", params, response: AlertRule },
  (viewer, { params: { id }, language }) => getAlertRule(viewer, id, language),
)

export const PUT = route(
  {
    summary: "Save an alert rule; a stale version is refused",
    can: "alert-rule:write",
    params,
    body: AlertRuleUpdate,
    response: AlertRule,
  },
  (viewer, { params: { id }, body: { version, ...rule }, language }) => updateAlertRule(viewer, id, rule, { version, language }),
)

export const DELETE = route(
  { summary: "Delete an alert rule; what fires ends", can: "alert-rule:write", params },
  (viewer, { params: { id } }) => deleteAlertRule(viewer, id),
)
