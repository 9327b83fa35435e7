import { z } from "zod"
import { PersonName } from "#lib/access/password.ts"
import { requireUser } from "#lib/access/require-user.ts"
import { RoleName } from "#lib/access/schema.ts"
import { renameSelf } from "#lib/access/session.ts"
import { route } from "#lib/http/route.ts"

const Account = z.object({ id: z.string(), name: z.string(), email: z.string(), role: RoleName })

export const GET = route({ summary: "One's own account", signedIn: true, response: Account }, (viewer) =>
  Account.parse(requireUser(viewer)),
)

export const PATCH = route(
  { summary: "Change one's own name", signedIn: true, body: z.strictObject({ name: PersonName }), response: Account },
  async (viewer, { body }) => Account.parse(await renameSelf(requireUser(viewer), body.name)),
)
