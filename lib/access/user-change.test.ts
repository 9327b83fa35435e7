import assert from "node:assert/strict"
import { test } from "node:test"
import { forbiddenChange, type UserChange } from "./user-change.ts"

const owner = { id: "o", role: "owner", disabled: false } as const
const admin = { id: "a", role: "admin", disabled: false } as const
const editor = { id: "e", role: "editor", disabled: false } as const

const table: [string, UserChange["actor"], UserChange["target"], UserChange["patch"], number, string | undefined][] = [
  ["an admin makes a viewer of an editor", admin, editor, { role: "viewer" }, 1, undefined],
  ["an admin makes another admin", admin, editor, { role: "admin" }, 1, undefined],
  ["an admin makes no owner", admin, editor, { role: "owner" }, 1, "user.roleAboveYou"],
  ["an admin does not touch an owner", admin, owner, { disabled: true }, 1, "user.aboveYou"],
  ["nor resets an owner's password", admin, owner, { password: "x" }, 1, "user.aboveYou"],
  ["nobody raises himself", admin, admin, { role: "owner" }, 1, "user.roleAboveYou"],
  ["nobody changes his own role", owner, owner, { role: "viewer" }, 1, "user.yourself"],
  ["nobody disables himself", owner, owner, { disabled: true }, 1, "user.yourself"],
  ["nobody deletes himself", owner, owner, "delete", 0, "user.yourself"],
  ["one's own password has its own page", owner, owner, { password: "x" }, 1, "user.ownPassword"],
  ["one's own name is free", admin, admin, { name: "A" }, 1, undefined],
  ["a token can't delete the last owner", { role: "owner" }, owner, "delete", 0, "user.lastOwner"],
  ["nor disable", { role: "owner" }, owner, { disabled: true }, 0, "user.lastOwner"],
  ["nor lower", { role: "owner" }, owner, { role: "admin" }, 0, "user.lastOwner"],
  ["but one of two it can", { role: "owner" }, owner, "delete", 1, undefined],
  ["a disabled owner was not the last", { role: "owner" }, { ...owner, disabled: true }, "delete", 1, undefined],
]
for (const [name, actor, target, patch, otherOwners, wanted] of table) {
  test(name, () => assert.equal(forbiddenChange({ actor, target, patch, otherOwners }), wanted))
}
