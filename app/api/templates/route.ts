import { route } from "#lib/http/route.ts"
import { Templates } from "#lib/template/schema.ts"
import { listTemplates } from "#lib/template/store.ts"

export const GET = route(
  { summary: "Dashboards and alert rules that ship with Bongsu", can: "dashboard:read", response: Templates },
  (viewer, { language }) => listTemplates(viewer, language),
)
