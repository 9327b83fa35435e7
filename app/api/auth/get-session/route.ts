import { z } from "zod"
import { RoleName } from "#lib/access/schema.ts"
import { route } from "#lib/http/route.ts"

const Person = z.object({ id: z.string(), name: z.string(), email: z.string(), role: RoleName })

export const GET = route({ summary: "Who is signed in", public: true, response: z.object({ user: Person.nullable() }) }, (viewer) => ({
  user: viewer.kind === "user" ? Person.parse(viewer) : null,
}))
