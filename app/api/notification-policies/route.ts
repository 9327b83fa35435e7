import { NotificationPolicy, NotificationPolicyInput } from "#lib/notification/schema.ts"
import { getNotificationPolicy, putNotificationPolicy } from "#lib/notification/store.ts"
import { route } from "#lib/http/route.ts"

export const GET = route(
  { summary: "The root of the notification policy", can: "notification-policy:read", response: NotificationPolicy },
  (viewer) => getNotificationPolicy(viewer),
)

export const PUT = route(
  {
    summary: "Save the notification policy",
    can: "notification-policy:write",
    body: NotificationPolicyInput,
    response: NotificationPolicy,
  },
  (viewer, { body: { version, ...policy } }) => putNotificationPolicy(viewer, policy, version),
)
