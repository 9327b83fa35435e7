import { z } from "zod"
import { ContactPointTest } from "#lib/contact-point/schema.ts"
import { Id } from "#lib/dashboard/schema.ts"
import { testContactPoint } from "#lib/delivery/test-contact-point.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: Id })

export const POST = route(
  { summary: "Send a test message", can: "contact-point:write", params, response: ContactPointTest },
  (viewer, { params: { id }, language, signal }) => testContactPoint(viewer, id, { language, signal }),
)
