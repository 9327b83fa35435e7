import assert from "node:assert/strict"
import { test } from "node:test"
import { matchRunbook } from "./match.ts"

const book = (id: string, ...matchers: string[]) => ({ id, title: id, matchers })

test("the most specific runbook wins", () => {
  const all = [book("none"), book("any", "service=~.+"), book("checkout", "service=checkout", "severity=critical"), book("broken", "x=~(")]
  assert.equal(matchRunbook(all, { service: "checkout", severity: "critical" })?.id, "checkout")
  assert.equal(matchRunbook(all, { service: "checkout" })?.id, "any")
  assert.equal(matchRunbook(all, {})?.id, undefined)
})
