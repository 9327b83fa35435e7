import { z } from "zod"
import { SetupInput } from "#lib/access/schema.ts"
import { setUp } from "#lib/access/session.ts"
import { answerWithCookies } from "#lib/http/cookies-answer.ts"
import { route } from "#lib/http/route.ts"

export const POST = route(
  {
    summary: "Make the first owner with the one-time setup token",
    public: true,
    body: SetupInput,
    response: z.object({ id: z.string() }),
    status: 201,
  },
  async (_viewer, { body, request }) => {
    const { owner, cookies } = await setUp(body, request.headers)
    return answerWithCookies(owner, cookies, 201)
  },
)
