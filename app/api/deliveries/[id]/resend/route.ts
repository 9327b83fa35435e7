import { z } from "zod"
import { Id } from "#lib/dashboard/schema.ts"
import { Delivery } from "#lib/delivery/schema.ts"
import { resendDelivery } from "#lib/delivery/store.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: Id })

export const POST = route(
  { summary: "Send a message once more", can: "delivery:resend", params, response: Delivery, status: 201 },
  (viewer, { params: { id }, language }) => resendDelivery(viewer, id, language),
)
