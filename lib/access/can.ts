import { AppError } from "#lib/http/errors.ts"
import { roles, type Role, type Viewer } from "./viewer.ts"

/** Every right there is, and the least role that has it. Verbs: read, write, and where reading the source is meant: query, explore. */
export const actions = {
  "dashboard:read": "viewer",
  "dashboard:write": "editor",
  /** Data of a saved panel. */
  "panel:query": "viewer",
  /** A query text of one's own. */
  "datasource:explore": "editor",
  "datasource:read": "viewer",
  "datasource:write": "admin",
  "alert-rule:read": "viewer",
  "alert-rule:write": "editor",
  "alert-instance:read": "viewer",
  "alert-instance:acknowledge": "editor",
  "contact-point:read": "editor",
  "contact-point:write": "admin",
  "notification-policy:read": "viewer",
  "notification-policy:write": "admin",
  "delivery:read": "editor",
  "delivery:resend": "editor",
  "inbox:read": "viewer",
  "runbook:read": "viewer",
  "runbook:write": "editor",
  "incident:read": "viewer",
  "share-link:read": "editor",
  "share-link:write": "editor",
  "user:read": "admin",
  "user:write": "admin",
  "api-token:read": "viewer",
  "api-token:write": "viewer",
  "audit:read": "admin",
} as const satisfies Record<string, Role>

export type Action = keyof typeof actions

/** The thing that is asked for, as far as the answer depends on it. */
export interface Thing {
  dashboardId?: string
  panelId?: string
}

/** The one predicate. A share link reads its own dashboard's panels and nothing else. */
export function can(viewer: Viewer, action: Action, thing: Thing = {}): boolean {
  switch (viewer.kind) {
    case "system":
      return true
    case "anonymous":
      return false
    case "share":
      return canShare(viewer, action, thing)
    case "user":
      return atLeast(viewer.role, actions[action])
    case "token":
      return atLeast(viewer.role, actions[action]) && (viewer.scopes.includes("*") || viewer.scopes.includes(action))
  }
}

/** Throws `unauthenticated` or `forbidden`; a share link gets `not_found`, so that it can't probe what exists. */
export function authorise(viewer: Viewer, action: Action, thing: Thing = {}): void {
  if (can(viewer, action, thing)) return
  if (viewer.kind === "anonymous") throw new AppError("unauthenticated", "unauthenticated", {}, { safeForViewer: true })
  if (viewer.kind === "share") throw new AppError("not_found", "notFound", {}, { safeForViewer: true })
  throw new AppError("forbidden", "forbidden", { action }, { safeForViewer: true })
}

export function atLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least)
}

function canShare(viewer: Extract<Viewer, { kind: "share" }>, action: Action, thing: Thing): boolean {
  if (action !== "dashboard:read" && action !== "panel:query") return false
  if (thing.dashboardId !== viewer.grant.dashboardId) return false
  return thing.panelId === undefined || !viewer.grant.panels || viewer.grant.panels.includes(thing.panelId)
}
