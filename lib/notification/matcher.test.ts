import assert from "node:assert/strict"
import { describe, test } from "node:test"
import { MatcherError, matches, parseMatchers } from "./matcher.ts"

describe("the grammar", () => {
  const rows: [string, string][] = [
    ["a=b", "a = b"],
    ['{a="b", c!="d",}', "a = b; c != d"],
    ['a =~ "b.*"', "a =~ b.*"],
    ['"용도"!~"x|y"', "용도 !~ x|y"],
    ['a="q\\"uo\\nte"', 'a = q"uo\nte'],
    ["a=", "a = "],
    ["{}", ""],
    ["", ""],
    ["a=b.c-d/e:1", "a = b.c-d/e:1"],
  ]
  for (const [source, wanted] of rows) {
    test(source || "(empty)", () => {
      assert.equal(
        parseMatchers(source)
          .map(({ name, op, value }) => `${name} ${op} ${value}`)
          .join("; "),
        wanted,
      )
    })
  }
  for (const source of ["{a=b", "a=b}", "a", "=b", "a==b", 'a="b', "a=b c=d", "a=b,,c=d", 'a=~"("', 'a="\\q"', "a=b c"]) {
    test(`refuses ${source}`, () => assert.throws(() => parseMatchers(source), MatcherError))
  }
})

test("regexes are anchored, absent labels are empty", () => {
  const rows: [string, Record<string, string>, boolean][] = [
    ["a=~b.", { a: "bc" }, true],
    ["a=~b", { a: "bc" }, false],
    ["a=~x|bc", { a: "bc" }, true],
    ["a!~b.*", { a: "bc" }, false],
    ["a=", {}, true],
    ["a!=b", {}, true],
    ['a=~".+"', {}, false],
    ["toString=", {}, true],
    ["a=b,c=d", { a: "b", c: "x" }, false],
  ]
  for (const [source, labels, wanted] of rows) assert.equal(matches(parseMatchers(source), labels), wanted, source)
})

test("a regex that is slow elsewhere is not slow here", () => {
  const started = performance.now()
  assert.equal(matches(parseMatchers('a=~"(x+x+)+y"'), { a: "x".repeat(5000) }), false)
  assert.ok(performance.now() - started < 500)
})
