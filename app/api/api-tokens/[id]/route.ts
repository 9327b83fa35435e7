import { revokeApiToken } from "#lib/access/api-token-store.ts"
import { IdParams } from "#lib/access/schema.ts"
import { route } from "#lib/http/route.ts"

export const DELETE = route({ summary: "Revoke an API token", can: "api-token:write", params: IdParams }, (viewer, { params }) =>
  revokeApiToken(viewer, params.id, new Date()),
)
