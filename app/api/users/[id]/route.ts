import { IdParams, UserAnswer, UserPatch } from "#lib/access/schema.ts"
import { deleteUser, updateUser } from "#lib/access/user-store.ts"
import { route } from "#lib/http/route.ts"

export const PATCH = route(
  { summary: "Change a user's name, role, access or password", can: "user:write", params: IdParams, body: UserPatch, response: UserAnswer },
  (viewer, { params, body }) => updateUser(viewer, params.id, body),
)

export const DELETE = route({ summary: "Delete a user", can: "user:write", params: IdParams }, (viewer, { params }) =>
  deleteUser(viewer, params.id),
)
