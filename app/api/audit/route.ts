import { AuditEntry } from "#lib/audit/schema.ts"
import { listAudit } from "#lib/audit/store.ts"
import { ListQuery, listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "Who changed what, newest first", can: "audit:read", query: ListQuery, response: listOf(AuditEntry) },
  (viewer, { query }) => listAudit(viewer, query),
)
