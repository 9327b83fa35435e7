import { z } from "zod"
import { Duration } from "#lib/alert-rule/schema.ts"
import { isMatchers } from "./matcher.ts"

const matcherText = z.string().min(1).max(2000).refine(isMatchers, "matcherUnreadable")
const notYet = z.array(z.string()).max(0, "timingsNotYet").default([])

const waits = {
  /** Label names; ["..."] makes a group of every label set. */
  groupBy: z.array(z.string().min(1).max(200)).max(50),
  /** How long a new group collects before its first message. */
  groupWait: Duration,
  /** Least distance between a group's messages when alerts join it. */
  groupInterval: Duration,
  /** After which a message that still holds is told again. */
  repeatInterval: Duration,
  /** How long resolved alerts collect; not bound to `groupInterval`. */
  resolveWait: Duration,
}

/** What a route leaves out it has from the node above. */
const routeFields = {
  contactPointId: z.string().min(1).max(64).optional(),
  groupBy: waits.groupBy.optional(),
  groupWait: waits.groupWait.optional(),
  groupInterval: waits.groupInterval.optional(),
  repeatInterval: waits.repeatInterval.optional(),
  resolveWait: waits.resolveWait.optional(),
  /** All must match; none matches every alert. */
  matchers: z.array(matcherText).max(50).default([]),
  /** Whether the routes after this one are asked too. */
  continue: z.boolean().default(false),
  muteTimings: notYet,
  activeTimings: notYet,
}
const withRoutes = <Inner extends z.ZodType>(inner: Inner) =>
  z.strictObject({ ...routeFields, routes: z.array(inner).max(100).default([]) })
const leaf = z.strictObject({ ...routeFields, routes: z.array(z.never()).max(0, "routesTooDeep").default([]) })

/** A node below the root, at most four deep. */
export interface Route {
  contactPointId?: string
  groupBy?: string[]
  groupWait?: string
  groupInterval?: string
  repeatInterval?: string
  resolveWait?: string
  matchers: string[]
  continue: boolean
  routes: Route[]
}

/** The tree's root: it takes every alert that no route below it takes. */
export const NotificationPolicyInput = z.strictObject({
  contactPointId: z.string().min(1).max(64),
  groupBy: waits.groupBy.default(["alertname"]),
  groupWait: waits.groupWait.default("30s"),
  groupInterval: waits.groupInterval.default("5m"),
  repeatInterval: waits.repeatInterval.default("4h"),
  resolveWait: waits.resolveWait.default("0s"),
  matchers: z.array(z.string()).max(0, "rootTakesAll").default([]),
  continue: z.literal(false, "rootTakesAll").default(false),
  muteTimings: notYet,
  activeTimings: notYet,
  routes: z
    .array(withRoutes(withRoutes(withRoutes(leaf))))
    .max(100)
    .default([]),
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

/** Alerts that fire and of which nobody was told. */
export const Untold = z.object({
  /** No route leads them to a contact point. */
  nowhere: z.int(),
  /** Every contact point that they lead to refused the message. */
  undelivered: z.int(),
})
export type Untold = z.output<typeof Untold>
