import { ContactPoint, ContactPointInput } from "#lib/contact-point/schema.ts"
import { createContactPoint, listContactPoints } from "#lib/contact-point/store.ts"
import { listOf, ListQuery } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "List contact points", can: "contact-point:read", query: ListQuery, response: listOf(ContactPoint) },
  (viewer, { query }) => listContactPoints(viewer, query),
)

export const POST = route(
  { summary: "Create a contact point", can: "contact-point:write", body: ContactPointInput, response: ContactPoint, status: 201 },
  (viewer, { body, language }) => createContactPoint(viewer, body, language),
)
