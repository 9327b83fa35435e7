import { z } from "zod"
import { answerWithCookies } from "#lib/http/cookies-answer.ts"
import { route } from "#lib/http/route.ts"
import { openWithPassword } from "#lib/share/store.ts"

export const POST = route(
  {
    summary: "Give the password of a view-only link; sets a cookie for half a day",
    public: true,
    params: z.strictObject({ token: z.string().max(200) }),
    body: z.strictObject({ password: z.string().max(200) }),
    response: z.object({ ok: z.literal(true) }),
  },
  async (_viewer, { params, body, request }) =>
    answerWithCookies({ ok: true }, [await openWithPassword(params.token, body.password, request.headers, new Date())]),
)
