import type { Message } from "#lib/contact-point/message.ts"

export const deliveryStates = ["pending", "sending", "delivered", "failed"] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** started: the request may be on its way, or its worker died. unknown: it may have been accepted. */
export type AttemptOutcome = "started" | "accepted" | "refused" | "unknown"

export interface DeliveryAttempt {
  number: number
  startedAt: string
  durationMs?: number
  outcome: AttemptOutcome
  /** The vendor's or the network's words. */
  reason?: string
  response?: string
  nextTryAt?: string
}

export interface Delivery {
  id: string
  contactPointId?: string
  contactPoint: string
  kind: string
  state: DeliveryState
  attempts: DeliveryAttempt[]
  nextTryAt?: string
  createdAt: string
  deliveredAt?: string
  mayBeRepeat: boolean
  message: Message
}
