import { z } from "zod"
import type { Message } from "./message.ts"

/** The guarded `fetch` of `lib/http/upstream.ts`, handed to the vendors' clients. */
export type GuardedFetch = typeof globalThis.fetch

export type SendResult =
  /** `reference` is what the vendor needs to edit or thread the message later (chat id + message id, channel + ts). */
  | { ok: true; reference?: Record<string, string>; response?: string; settingsPatch?: Record<string, unknown> }
  /**
   * `retry` says whether trying again can help; `afterMs` is the vendor's Retry-After, `unknownOutcome` that the request may have been accepted;
   * `settingsPatch` merges into the stored settings before the next try (a group that became a supergroup has a new chat id).
   */
  | {
      ok: false
      retry: boolean
      afterMs?: number
      reason: string
      unknownOutcome?: boolean
      /** The contact point itself is at fault (bot blocked, channel gone, token refused), not this message. */
      broken?: boolean
      settingsPatch?: Record<string, unknown>
      response?: string
    }

export interface SendContext {
  fetch: GuardedFetch
  signal: AbortSignal
  /** Same for each try of one delivery: an idempotency id for receivers that know one. */
  deliveryId: string
}

export interface Definition<Name extends string, Settings extends z.ZodType> {
  name: Name
  label: string
  settings: Settings
  /** Its messages are read in the application itself, on the Inbox page. */
  inside?: true
  /** Messages with equal keys share one rate limit and keep their order ("chat 42", "channel C1"). */
  rateKey(settings: z.output<Settings>): string
  /** Least distance of two messages to one rate key, in ms. */
  minIntervalMs: number
  send(settings: z.output<Settings>, message: Message, context: SendContext): Promise<SendResult>
}

export function defineContactPoint<const Name extends string, Settings extends z.ZodType>(kind: Definition<Name, Settings>) {
  return {
    name: kind.name,
    label: kind.label,
    settings: kind.settings as z.ZodType,
    minIntervalMs: kind.minIntervalMs,
    inside: kind.inside === true,
    describe: () => ({ name: kind.name, label: kind.label, settings: z.toJSONSchema(kind.settings, { io: "input" }) }),
    rateKey: (settings: unknown) => `${kind.name}:${kind.rateKey(kind.settings.parse(settings))}`,
    send: (settings: unknown, message: Message, context: SendContext) => kind.send(kind.settings.parse(settings), message, context),
  }
}

export type ContactPointKind = ReturnType<typeof defineContactPoint<string, z.ZodType>>
