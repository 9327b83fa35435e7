import { z } from "zod"
import { Message } from "#lib/contact-point/message.ts"

/** A message that was delivered inside the application. */
export const InboxItem = z.object({
  id: z.string(),
  /** When it arrived. */
  at: z.iso.datetime(),
  contactPoint: z.string(),
  message: Message,
})
export type InboxItem = z.output<typeof InboxItem>

/** The most that are counted: whoever has more has many. */
export const MOST_UNREAD = 100

export const InboxUnread = z.object({ count: z.int().min(0).max(MOST_UNREAD) })
export type InboxUnread = z.output<typeof InboxUnread>

/** When the newest message arrived that was looked at. */
export const InboxSeenInput = z.strictObject({ at: z.iso.datetime() })

/** Up to when messages had been looked at before. */
export const InboxSeen = z.object({ before: z.iso.datetime() })
export type InboxSeen = z.output<typeof InboxSeen>
