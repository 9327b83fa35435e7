import { Delivery } from "#lib/delivery/schema.ts"
import { DeliveryListQuery, listDeliveries } from "#lib/delivery/store.ts"
import { listOf } from "#lib/http/list.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "Messages with every attempt to deliver them", can: "delivery:read", query: DeliveryListQuery, response: listOf(Delivery) },
  (viewer, { query, language }) => listDeliveries(viewer, query, language),
)
