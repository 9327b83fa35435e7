/** Who asks. Every read and write of the data layer takes one. */

export const roles = ["viewer", "editor", "admin", "owner"] as const
export type Role = (typeof roles)[number]

export function isRole(value: unknown): value is Role {
  return roles.includes(value as Role)
}

/** What a view-only link grants; the row is read again on each request, so a revoked link is dead on the next one. */
export interface ShareGrant {
  linkId: string
  dashboardId: string
  /** Absent: every panel of the dashboard. */
  panels?: string[]
  time: ShareTime
  variables: Record<string, ShareVariable>
}

export type ShareTime =
  | { mode: "fixed"; from: string; to: string }
  | { mode: "choices"; choices: { from: string; to: string }[] }
  | { mode: "max"; maxMs: number; from: string; to: string }

/** A variable of the dashboard that is not named in the grant is `hidden` at its saved value. */
export type ShareVariable =
  | { mode: "fixed"; value: string | string[] }
  | { mode: "choices"; choices: string[]; value?: string | string[] }
  | { mode: "hidden"; value?: string | string[] }

export type Viewer =
  | { kind: "anonymous" }
  | { kind: "user"; id: string; name: string; email: string; role: Role }
  /** `scopes` is a list of actions ("dashboard:read") or ["*"]; never more than the role allows. */
  | { kind: "token"; id: string; name: string; role: Role; scopes: string[] }
  | { kind: "share"; grant: ShareGrant }
  /** The worker and the launcher; never made from a request. */
  | { kind: "system" }
