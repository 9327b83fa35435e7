import assert from "node:assert/strict"
import { test } from "node:test"
import { AppError } from "#lib/http/errors.ts"
import { translator } from "#lib/language/translate.ts"
import { encodeProblem, encodeTimeout, isUnreachable, problemText } from "./problem.ts"

/** [fact, stored, does it lie with the source?] */
const rows: [string, string, boolean][] = [
  ["a refused connection", encodeProblem(new AppError("upstream_error", "upstreamRefused", { host: "p:9090" })), true],
  ["an answer that does not come", encodeProblem(new AppError("upstream_timeout", "upstreamSlow", { host: "p:9090", seconds: 30 })), true],
  ["a look that was given up", encodeTimeout(30), true],
  ["a refused query", encodeProblem(new AppError("bad_request", "queryRefused", { product: "P", text: "parse error" })), false],
  ["too many series", encodeProblem(new AppError("too_large", "alertReadCut", { kept: 1, total: 2 })), false],
  ["a fault of ours", encodeProblem(new TypeError("x")), false],
  ["a fault of the rule", JSON.stringify({ key: "ruleDuplicate", params: {} }), false],
  ["words from before", "it broke", false],
  ["nothing", "null", false],
]

for (const [fact, stored, expected] of rows)
  test(`${fact}: ${expected ? "" : "not "}the source`, () => assert.equal(isUnreachable(stored), expected))

test("the stored failure is a sentence, whatever is stored", () => {
  assert.match(problemText(encodeTimeout(30), translator("en")), /30/)
  assert.equal(problemText("it broke", translator("en")), "it broke")
})
