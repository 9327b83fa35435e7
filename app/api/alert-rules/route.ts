import { AlertRuleListQuery, listAlertRules } from "#lib/alert-rule/list-store.ts"
import { AlertRule, AlertRuleInput } from "#lib/alert-rule/schema.ts"
import { createAlertRule } from "#lib/alert-rule/store.ts"
import { listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "List alert rules", can: "alert-rule:read", query: AlertRuleListQuery, response: listOf(AlertRule) },
  (viewer, { query, language }) => listAlertRules(viewer, query, language),
)

export const POST = route(
  { summary: "Create an alert rule", can: "alert-rule:write", body: AlertRuleInput, response: AlertRule, status: 201 },
  (viewer, { body, language }) => createAlertRule(viewer, body, language),
)
