import { requireUser } from "#lib/access/require-user.ts"
import { SessionAnswer } from "#lib/access/schema.ts"
import { listSessions } from "#lib/access/session.ts"
import { listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "One's own sessions", signedIn: true, response: listOf(SessionAnswer) },
  async (viewer, { request }) => ({ items: await listSessions(requireUser(viewer), request.headers, new Date()) }),
)
