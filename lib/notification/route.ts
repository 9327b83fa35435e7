import { parseDuration } from "#lib/time/duration.ts"
import type { NotificationPolicyDocument } from "./schema.ts"

/** Waits of a route, in ms. */
export interface Timing {
  groupWaitMs: number
  groupIntervalMs: number
  repeatIntervalMs: number
  resolveWaitMs: number
}

/** One place that an alert goes to. */
export interface Destination {
  /** Names the node of the tree; part of the group's identity. */
  routeKey: string
  contactPointId: string
  groupLabels: Record<string, string>
  timing: Timing
}

const ROOT = "root"

export function timingOf(node: NotificationPolicyDocument): Timing {
  return {
    groupWaitMs: parseDuration(node.groupWait),
    groupIntervalMs: parseDuration(node.groupInterval),
    repeatIntervalMs: parseDuration(node.repeatInterval),
    resolveWaitMs: parseDuration(node.resolveWait),
  }
}

/** Where an alert with these labels goes. No policy: nowhere. */
export function route(policy: NotificationPolicyDocument | undefined, labels: Record<string, string>): Destination[] {
  if (!policy) return []
  const names = policy.groupBy.includes("...") ? Object.keys(labels) : policy.groupBy
  const present = names.filter((name) => labels[name]).toSorted()
  const groupLabels = Object.fromEntries(present.map((name) => [name, labels[name]!]))
  return [{ routeKey: ROOT, contactPointId: policy.contactPointId, groupLabels, timing: timingOf(policy) }]
}
