import { z } from "zod"
import { ContactPointKindDescription } from "#lib/contact-point/schema.ts"
import { listContactPointKinds } from "#lib/contact-point/store.ts"
import { route } from "#lib/http/route.ts"

const response = z.object({ items: z.array(ContactPointKindDescription) })

export const GET = route({ summary: "Kinds of contact points with their settings", can: "contact-point:read", response }, (viewer) =>
  listContactPointKinds(viewer),
)
