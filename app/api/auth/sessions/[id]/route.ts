import { requireUser } from "#lib/access/require-user.ts"
import { IdParams } from "#lib/access/schema.ts"
import { revokeSession } from "#lib/access/session.ts"
import { route } from "#lib/http/route.ts"

export const DELETE = route({ summary: "End one of one's own sessions", signedIn: true, params: IdParams }, (viewer, { params }) =>
  revokeSession(requireUser(viewer), params.id),
)
