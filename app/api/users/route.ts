import { UserAnswer, UserCreate } from "#lib/access/schema.ts"
import { createUser, listUsers } from "#lib/access/user-store.ts"
import { ListQuery, listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route({ summary: "List users", can: "user:read", query: ListQuery, response: listOf(UserAnswer) }, (viewer, { query }) =>
  listUsers(viewer, query),
)

export const POST = route(
  { summary: "Make a user with an initial password", can: "user:write", body: UserCreate, response: UserAnswer, status: 201 },
  (viewer, { body }) => createUser(viewer, body),
)
