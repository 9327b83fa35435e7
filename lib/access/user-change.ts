import { atLeast } from "./can.ts"
import type { UserPatch } from "./schema.ts"
import type { Role } from "./viewer.ts"

export interface UserChange {
  /** `id` of the user who asks; absent for an API token. */
  actor: { id?: string; role: Role }
  target: { id: string; role: Role; disabled: boolean }
  patch: Pick<UserPatch, "role" | "disabled" | "password" | "name"> | "delete"
  /** Owners who can sign in, the target left out. */
  otherOwners: number
}

/** Key of the rule that forbids a change of a user; undefined when it may be made. Pure. */
export function forbiddenChange({ actor, target, patch, otherOwners }: UserChange): string | undefined {
  if (!atLeast(actor.role, target.role)) return "user.aboveYou"
  const role = patch === "delete" ? undefined : patch.role
  if (role && !atLeast(actor.role, role)) return "user.roleAboveYou"
  const changesRole = role !== undefined && role !== target.role
  const leaves = patch === "delete" || patch.disabled === true
  if (actor.id === target.id && (changesRole || leaves)) return "user.yourself"
  if (target.role === "owner" && !target.disabled && otherOwners === 0 && (leaves || changesRole)) return "user.lastOwner"
  if (actor.id === target.id && patch !== "delete" && patch.password !== undefined) return "user.ownPassword"
  return undefined
}
