import { AlertRulePreview, AlertRulePreviewInput } from "#lib/alert-rule/schema.ts"
import { route } from "#lib/http/route.ts"
import { previewRule } from "#lib/worker/preview.ts"

export const POST = route(
  {
    summary: "What a rule would have done over a past range",
    can: "alert-rule:write",
    body: AlertRulePreviewInput,
    response: AlertRulePreview,
  },
  (viewer, { body, signal }) => previewRule(viewer, body, { nowMs: Date.now(), signal }),
)
