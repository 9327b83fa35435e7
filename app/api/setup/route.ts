import { z } from "zod"
import { SetupInput } from "#lib/access/schema.ts"
import { signIn } from "#lib/access/session.ts"
import { createOwner } from "#lib/access/setup.ts"
import { startSetup } from "#lib/access/throttle.ts"
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
    const attempt = await startSetup(request.headers)
    const owner = await createOwner(body)
    await attempt.succeeded()
    return answerWithCookies(owner, await signIn(request.headers, body), 201)
  },
)
