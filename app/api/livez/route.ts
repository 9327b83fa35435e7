import { z } from "zod"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "Whether the process answers", public: true, quiet: true, response: z.object({ ok: z.literal(true) }) },
  () => ({ ok: true }),
)
