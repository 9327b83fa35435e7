import { readiness } from "#lib/health/check.ts"
import { Readiness } from "#lib/health/schema.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "Whether database, migrations and secret key are in order; 503 when not", public: true, quiet: true, response: Readiness },
  async () => {
    const ready = await readiness()
    return Response.json(ready, { status: ready.ok ? 200 : 503 })
  },
)
