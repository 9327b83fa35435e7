import { z } from "zod"
import { Duration } from "#lib/alert-rule/schema.ts"

/** The tree's root. Routes below it, and timings that mute, are refused as long as they are not understood. */
export const NotificationPolicyInput = z.strictObject({
  contactPointId: z.string().min(1).max(64),
  /** Label names; ["..."] makes a group of every label set. */
  groupBy: z.array(z.string().min(1).max(200)).max(50).default(["alertname"]),
  /** How long a new group collects before its first message. */
  groupWait: Duration.default("30s"),
  /** Least distance between a group's messages when alerts join it. */
  groupInterval: Duration.default("5m"),
  /** After which a message that still holds is told again. */
  repeatInterval: Duration.default("4h"),
  /** How long resolved alerts collect; not bound to `groupInterval`. */
  resolveWait: Duration.default("0s"),
  matchers: z.array(z.string()).max(0, "routesNotYet").default([]),
  continue: z.literal(false, "routesNotYet").default(false),
  muteTimings: z.array(z.string()).max(0, "routesNotYet").default([]),
  activeTimings: z.array(z.string()).max(0, "routesNotYet").default([]),
  routes: z.array(z.unknown()).max(0, "routesNotYet").default([]),
  version: z.int().optional(),
})
export type NotificationPolicyInput = z.input<typeof NotificationPolicyInput>
export type NotificationPolicyDocument = Omit<z.output<typeof NotificationPolicyInput>, "version">
export const NotificationPolicy = NotificationPolicyInput.omit({ version: true }).extend({ version: z.int(), updatedAt: z.iso.datetime() })
export type NotificationPolicy = z.output<typeof NotificationPolicy>

export const ExplainInput = z.strictObject({ labels: z.record(z.string().max(200), z.string().max(5000)) })

/** Where an alert with these labels goes, and why. */
export const Explanation = z.object({
  /** False: there is no policy, nothing is sent. */
  delivers: z.boolean(),
  routes: z.array(
    z.object({
      contactPointId: z.string(),
      contactPoint: z.string(),
      groupLabels: z.record(z.string(), z.string()),
      groupWaitMs: z.number(),
      groupIntervalMs: z.number(),
      repeatIntervalMs: z.number(),
      resolveWaitMs: z.number(),
    }),
  ),
})
export type Explanation = z.output<typeof Explanation>
