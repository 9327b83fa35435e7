import type { NotificationData } from "@mantine/notifications"

let wanted = false
const listeners = new Set<() => void>()

/** Tells something that passes, in the corner. What draws it is fetched with the first one. */
export async function notify(notice: NotificationData): Promise<void> {
  const { notifications } = await import("@mantine/notifications")
  wanted = true
  for (const listener of listeners) listener()
  notifications.show(notice)
}

/** Whether anything was told on this page. */
export const isNoticeWanted = () => wanted

/** Calls `listener` with the first notice. */
export function onNotice(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
