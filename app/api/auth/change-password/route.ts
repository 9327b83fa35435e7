import { z } from "zod"
import { requireUser } from "#lib/access/require-user.ts"
import { PasswordChange } from "#lib/access/schema.ts"
import { changePassword } from "#lib/access/session.ts"
import { answerWithCookies } from "#lib/http/cookies-answer.ts"
import { route } from "#lib/http/route.ts"

export const POST = route(
  {
    summary: "Change one's password; other sessions end",
    signedIn: true,
    body: PasswordChange,
    response: z.object({ ok: z.literal(true) }),
  },
  async (viewer, { body, request }) => answerWithCookies({ ok: true }, await changePassword(requireUser(viewer), request.headers, body)),
)
