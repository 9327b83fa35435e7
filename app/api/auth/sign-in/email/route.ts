import { z } from "zod"
import { SignIn } from "#lib/access/schema.ts"
import { signIn } from "#lib/access/session.ts"
import { answerWithCookies } from "#lib/http/cookies-answer.ts"
import { route } from "#lib/http/route.ts"

export const POST = route(
  { summary: "Sign in with email and password", public: true, body: SignIn, response: z.object({ ok: z.literal(true) }) },
  async (_viewer, { body, request }) => answerWithCookies({ ok: true }, await signIn(request.headers, body)),
)
