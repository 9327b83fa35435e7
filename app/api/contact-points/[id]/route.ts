import { z } from "zod"
import { ContactPoint, ContactPointPatch } from "#lib/contact-point/schema.ts"
import { deleteContactPoint, getContactPoint, updateContactPoint } from "#lib/contact-point/store.ts"
import { Id } from "#lib/dashboard/schema.ts"
import { route } from "#lib/http/route.ts"

const params = z.strictObject({ id: Id })

export const GET = route(
  { summary: "A contact point", can: "contact-point:read", params, response: ContactPoint },
  (viewer, { params: { id } }) => getContactPoint(viewer, id),
)

export const PATCH = route(
  {
    summary: "Change a contact point; masked secrets stay",
    can: "contact-point:write",
    params,
    body: ContactPointPatch,
    response: ContactPoint,
  },
  (viewer, { params: { id }, body, language }) => updateContactPoint(viewer, id, body, language),
)

export const DELETE = route({ summary: "Delete a contact point", can: "contact-point:write", params }, (viewer, { params: { id } }) =>
  deleteContactPoint(viewer, id),
)
