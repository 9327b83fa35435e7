import { createApiToken, listApiTokens } from "#lib/access/api-token-store.ts"
import { ApiTokenAnswer, ApiTokenCreate, ApiTokenMade } from "#lib/access/schema.ts"
import { ListQuery, listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "List API tokens", can: "api-token:read", query: ListQuery, response: listOf(ApiTokenAnswer) },
  (viewer, { query }) => listApiTokens(viewer, query),
)

export const POST = route(
  { summary: "Make an API token, shown this once", can: "api-token:write", body: ApiTokenCreate, response: ApiTokenMade, status: 201 },
  (viewer, { body }) => createApiToken(viewer, body, new Date()),
)
