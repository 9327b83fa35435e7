import { z } from "zod"
import { signOut } from "#lib/access/session.ts"
import { answerWithCookies } from "#lib/http/cookies-answer.ts"
import { route } from "#lib/http/route.ts"

export const POST = route(
  { summary: "End one's session", public: true, response: z.object({ ok: z.literal(true) }) },
  async (_viewer, { request }) => answerWithCookies({ ok: true }, await signOut(request.headers)),
)
