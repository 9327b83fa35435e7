import assert from "node:assert/strict"
import { test } from "node:test"
import { AppError } from "#lib/http/errors.ts"
import { translator } from "#lib/language/translate.ts"
import { encodeProblem, encodeTimeout, hasReached, isUnreachable, problemFor, problemText } from "./problem.ts"

/** [fact, stored, does it lie with the source, has the source answered] */
const rows: [string, string, boolean, boolean][] = [
  ["a refused connection", encodeProblem(new AppError("upstream_error", "upstreamRefused", { host: "p:9090" })), true, false],
  [
    "an answer that does not come",
    encodeProblem(new AppError("upstream_timeout", "upstreamSlow", { host: "p:9090", seconds: 30 })),
    true,
    false,
  ],
  ["a look that was given up", encodeTimeout(30), true, false],
  ["a full line", encodeProblem(new AppError("rate_limited", "readQueueFull")), true, false],
  ["a refused query", encodeProblem(new AppError("bad_request", "queryRefused", { product: "P", text: "parse error" })), false, true],
  ["too many series", encodeProblem(new AppError("too_large", "alertReadCut", { kept: 1, total: 2 })), false, true],
  ["a fault of ours", encodeProblem(new TypeError("x")), false, false],
  ["a fault of the rule", JSON.stringify({ key: "ruleDuplicate", params: {} }), false, true],
  ["words from before", "it broke", false, true],
  ["nothing", "null", false, true],
]

for (const [fact, stored, unreachable, reached] of rows) {
  test(`${fact}: ${unreachable ? "" : "not "}the source's, which ${reached ? "answered" : "may not have answered"}`, () => {
    assert.deepEqual([isUnreachable(stored), hasReached(stored)], [unreachable, reached])
  })
}

test("no failure is an answer", () => assert.ok(hasReached(null)))

test("the stored failure is a sentence, whatever is stored", () => {
  assert.match(problemText(encodeTimeout(30), translator("en")), /30/)
  assert.equal(problemText("it broke", translator("en")), "it broke")
})

const reader = (role: "viewer" | "editor") => ({ kind: "user", id: "u", name: "U", email: "u@example.test", role }) as const

test("a viewer reads no word of the source, an editor does", () => {
  const [en, stored] = [translator("en"), encodeProblem(new AppError("bad_request", "queryRefused", { product: "P", text: "host-secret" }))]
  assert.match(problemFor(reader("editor"), stored, en), /host-secret/)
  assert.match(problemFor(reader("viewer"), stored, en), /^The rule could not be evaluated/)
  assert.match(problemFor(reader("viewer"), encodeTimeout(30), en), /took too long/)
  assert.match(problemFor(reader("viewer"), "host-secret", en), /^The rule could not be evaluated/)
  const own = JSON.stringify({ key: "ruleTooManySeries", params: { count: 5, limit: 2 } })
  assert.equal(problemFor(reader("viewer"), own, en), problemText(own, en))
})
