import { z } from "zod"
import { Message } from "#lib/contact-point/message.ts"

export const deliveryStates = ["pending", "sending", "delivered", "failed"] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** started: the request may be on its way, or its worker died. unknown: it may have been accepted. */
export const AttemptOutcome = z.enum(["started", "accepted", "refused", "unknown"])
export type AttemptOutcome = z.output<typeof AttemptOutcome>

export const DeliveryAttempt = z.object({
  number: z.int(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().optional(),
  outcome: AttemptOutcome,
  /** The vendor's or the network's words. */
  reason: z.string().optional(),
  response: z.string().optional(),
  nextTryAt: z.iso.datetime().optional(),
})
export type DeliveryAttempt = z.output<typeof DeliveryAttempt>

export const Delivery = z.object({
  id: z.string(),
  contactPointId: z.string().optional(),
  contactPoint: z.string(),
  kind: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.array(DeliveryAttempt),
  nextTryAt: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().optional(),
  mayBeRepeat: z.boolean(),
  message: Message,
})
export type Delivery = z.output<typeof Delivery>
