import { health } from "#lib/health/check.ts"
import { Health } from "#lib/health/schema.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "Readiness and the worker's last tick; 503 when something is wrong", public: true, quiet: true, response: Health },
  async () => {
    const state = await health(new Date())
    return Response.json(state, { status: state.ok ? 200 : 503 })
  },
)
