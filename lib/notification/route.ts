import { parseDuration } from "#lib/time/duration.ts"
import { matches, parseMatchers } from "./matcher.ts"
import type { NotificationPolicyDocument, Route } from "./schema.ts"

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

/** A node with what it has from those above it. */
interface Resolved {
  routeKey: string
  contactPointId: string
  groupBy: string[]
  timing: Timing
}

const ROOT = "root"

/** Of a group that the policy no longer leads to: it ends what it began and repeats nothing. */
export const endAtOnce: Timing = { groupWaitMs: 0, groupIntervalMs: 0, repeatIntervalMs: Infinity, resolveWaitMs: 0 }

export function timingOf(node: NotificationPolicyDocument): Timing {
  return {
    groupWaitMs: parseDuration(node.groupWait),
    groupIntervalMs: parseDuration(node.groupInterval),
    repeatIntervalMs: parseDuration(node.repeatInterval),
    resolveWaitMs: parseDuration(node.resolveWait),
  }
}

/**
 * Where an alert with these labels goes, as Alertmanager's tree: depth first, a node's routes in order, stopping after the first that
 * matches unless it says `continue`; a node takes what none of its routes takes. No policy: nowhere.
 */
export function route(policy: NotificationPolicyDocument | undefined, labels: Record<string, string>): Destination[] {
  if (!policy) return []
  return taking(rootOf(policy), policy.routes, labels).map(({ groupBy, ...node }) => ({ ...node, groupLabels: pick(labels, groupBy) }))
}

/** Timing of the node that a group belongs to; undefined when the policy has no such node, or it tells another place by now. */
export function timingAt(policy: NotificationPolicyDocument | undefined, routeKey: string, contactPointId: string): Timing | undefined {
  const found = policy && nodesOf(policy).find((node) => node.routeKey === routeKey)
  return found?.contactPointId === contactPointId ? found.timing : undefined
}

/** Every contact point that the tree names. */
export function contactPointsOf(policy: NotificationPolicyDocument): string[] {
  return [...new Set(nodesOf(policy).map((node) => node.contactPointId))]
}

function rootOf(policy: NotificationPolicyDocument): Resolved {
  return { routeKey: ROOT, contactPointId: policy.contactPointId, groupBy: policy.groupBy, timing: timingOf(policy) }
}

function taking(node: Resolved, routes: Route[], labels: Record<string, string>): Resolved[] {
  const found: Resolved[] = []
  for (const { child, resolved } of below(node, routes)) {
    if (!child.matchers.every((text) => matches(parseMatchers(text), labels))) continue
    found.push(...taking(resolved, child.routes, labels))
    if (!child.continue) break
  }
  return found.length > 0 ? found : [node]
}

function nodesOf(policy: NotificationPolicyDocument): Resolved[] {
  const walk = (node: Resolved, routes: Route[]): Resolved[] => [
    node,
    ...below(node, routes).flatMap(({ child, resolved }) => walk(resolved, child.routes)),
  ]
  return walk(rootOf(policy), policy.routes)
}

/** A route is named by its matchers, not by its place: adding one before it does not make its groups new. */
function below(node: Resolved, routes: Route[]): { child: Route; resolved: Resolved }[] {
  const seen = new Map<string, number>()
  return routes.map((child) => {
    const name = child.matchers.toSorted().join(",")
    const nth = seen.get(name) ?? 0
    seen.set(name, nth + 1)
    return { child, resolved: { ...inherit(node, child), routeKey: `${node.routeKey}/${name}${nth > 0 ? `#${nth}` : ""}` } }
  })
}

function inherit(node: Resolved, child: Route): Omit<Resolved, "routeKey"> {
  return {
    contactPointId: child.contactPointId ?? node.contactPointId,
    groupBy: child.groupBy ?? node.groupBy,
    timing: {
      groupWaitMs: ms(child.groupWait, node.timing.groupWaitMs),
      groupIntervalMs: ms(child.groupInterval, node.timing.groupIntervalMs),
      repeatIntervalMs: ms(child.repeatInterval, node.timing.repeatIntervalMs),
      resolveWaitMs: ms(child.resolveWait, node.timing.resolveWaitMs),
    },
  }
}

const ms = (own: string | undefined, above: number) => (own === undefined ? above : parseDuration(own))

function pick(labels: Record<string, string>, groupBy: string[]): Record<string, string> {
  const names = groupBy.includes("...") ? Object.keys(labels) : groupBy
  const present = names.filter((name) => labels[name]).toSorted()
  return Object.fromEntries(present.map((name) => [name, labels[name]!]))
}
