import assert from "node:assert/strict"
import { test } from "node:test"
import { AppError } from "#lib/http/errors.ts"
import { type Action, actions, authorise, can } from "./can.ts"
import { roles, type Viewer } from "./viewer.ts"

const all = Object.keys(actions) as Action[]
const user = (role: (typeof roles)[number]): Viewer => ({ kind: "user", id: "u", name: "", email: "", role })
const token = (role: (typeof roles)[number], scopes: string[]): Viewer => ({ kind: "token", id: "t", name: "", role, scopes })
const share: Viewer = {
  kind: "share",
  grant: { linkId: "l", dashboardId: "d", panels: ["p"], time: { mode: "fixed", from: "now-1h", to: "now" }, variables: {} },
}

test("each role has what the ones below it have, and the owner has everything", () => {
  const counts = roles.map((role) => all.filter((action) => can(user(role), action)).length)
  assert.deepEqual(
    counts,
    counts.toSorted((a, b) => a - b),
  )
  assert.equal(counts.at(-1), all.length)
})

const table: [string, Viewer, Action, object, boolean][] = [
  ["a viewer reads dashboards", user("viewer"), "dashboard:read", {}, true],
  ["a viewer never queries freely", user("viewer"), "datasource:explore", {}, false],
  ["an editor does", user("editor"), "datasource:explore", {}, true],
  ["an editor does not manage users", user("editor"), "user:write", {}, false],
  ["nobody does nothing", { kind: "anonymous" }, "dashboard:read", {}, false],
  ["a token does what its scopes say", token("admin", ["dashboard:read"]), "dashboard:read", {}, true],
  ["and nothing else", token("admin", ["dashboard:read"]), "dashboard:write", {}, false],
  ["a scope above the role is void", token("viewer", ["user:write"]), "user:write", {}, false],
  ["a link reads its dashboard", share, "dashboard:read", { dashboardId: "d" }, true],
  ["and no other", share, "dashboard:read", { dashboardId: "e" }, false],
  ["and not just any", share, "dashboard:read", {}, false],
  ["its panels", share, "panel:query", { dashboardId: "d", panelId: "p" }, true],
  ["and no other panel", share, "panel:query", { dashboardId: "d", panelId: "q" }, false],
  ["it writes nothing", share, "dashboard:write", { dashboardId: "d" }, false],
  ["it explores nothing", share, "datasource:explore", { dashboardId: "d" }, false],
]
for (const [name, viewer, action, thing, wanted] of table) test(name, () => assert.equal(can(viewer, action, thing), wanted))

const codeOf = (viewer: Viewer) => {
  try {
    authorise(viewer, "user:write")
  } catch (error) {
    return error instanceof AppError && error.code
  }
}

test("a refusal says who is asking: sign in, no right, or nothing there", () => {
  assert.equal(codeOf({ kind: "anonymous" }), "unauthenticated")
  assert.equal(codeOf(user("editor")), "forbidden")
  assert.equal(codeOf(share), "not_found")
})
