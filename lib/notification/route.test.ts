import assert from "node:assert/strict"
import { test } from "node:test"
import { contactPointsOf, route, timingAt } from "./route.ts"
import { NotificationPolicyInput } from "./schema.ts"

const policy = NotificationPolicyInput.parse({
  contactPointId: "root",
  groupBy: ["alertname"],
  groupWait: "30s",
  routes: [
    {
      matchers: ['team="pay"'],
      contactPointId: "pay",
      groupWait: "0s",
      routes: [{ matchers: ["severity=critical"], contactPointId: "pager" }],
    },
    { matchers: ['severity=~"warn|info"'], contactPointId: "log", continue: true },
    { matchers: ["service!=x"], contactPointId: "all", groupBy: ["service"] },
  ],
})
const going = (labels: Record<string, string>) => route(policy, labels).map((one) => one.contactPointId)

const rows: [what: string, labels: Record<string, string>, to: string[]][] = [
  ["the first match ends the search", { team: "pay", service: "a" }, ["pay"]],
  ["a deeper route takes it from its parent", { team: "pay", severity: "critical" }, ["pager"]],
  ["continue asks the next ones too", { severity: "warn", service: "a" }, ["log", "all"]],
  ["a regex is anchored", { severity: "warning", service: "a" }, ["all"]],
  ["a missing label is the empty text", { severity: "none" }, ["all"]],
  ["what no route takes, the root takes", { service: "x" }, ["root"]],
]
for (const [what, labels, to] of rows) test(what, () => assert.deepEqual(going(labels), to))

test("a route inherits what it leaves out", () => {
  const [pager] = route(policy, { team: "pay", severity: "critical", alertname: "A" })
  assert.equal(pager?.timing.groupWaitMs, 0)
  assert.deepEqual(pager?.groupLabels, { alertname: "A" })
})

test("a node is found by its key while it tells the same place", () => {
  const [found] = route(policy, { severity: "warn", service: "x" })
  assert.equal(timingAt(policy, found!.routeKey, "log")?.groupWaitMs, 30_000)
  assert.equal(timingAt(policy, found!.routeKey, "elsewhere"), undefined)
  assert.equal(timingAt(policy, "root/gone", "log"), undefined)
})

test("a route put before others does not rename them", () => {
  const moved = NotificationPolicyInput.parse({ ...policy, routes: [{ matchers: ["a=b"], continue: true }, ...policy.routes] })
  assert.equal(route(moved, { team: "pay" })[0]?.routeKey, route(policy, { team: "pay" })[0]?.routeKey)
})

test("names every contact point once", () => assert.deepEqual(contactPointsOf(policy).toSorted(), ["all", "log", "pager", "pay", "root"]))

test("a matcher that can't be read and a fifth level are refused", () => {
  const deep = { routes: [{ routes: [{ routes: [{ routes: [{ routes: [{ contactPointId: "x" }] }] }] }] }] }
  assert.equal(NotificationPolicyInput.safeParse({ contactPointId: "root", routes: [{ matchers: ["{"] }] }).success, false)
  assert.equal(NotificationPolicyInput.safeParse({ contactPointId: "root", ...deep }).success, false)
})
