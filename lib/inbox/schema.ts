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
