import assert from "node:assert/strict"
import { test } from "node:test"
import { parseQuery, parseWhatIsFinished } from "./parse.ts"
import { expressionText } from "./print.ts"
import { compileQuery, searchTraces } from "./search.ts"
import { SMALL_WORLD, START_MS, storeOf } from "./testing.ts"

const failure = (q: string): string => {
  try {
    parseQuery(q)
    return "parsed"
  } catch (error) {
    return (error as Error).message
  }
}

/** The first four were said by a real Tempo 3.0.3. */
for (const [q, words] of [
  ["{ resource.service.name = }", "parse error at line 1, col 27: syntax error: unexpected }"],
  ["foo", "parse error at line 1, col 1: syntax error: unexpected IDENTIFIER"],
  ["{ } | ratee()", "parse error at line 1, col 7: syntax error: unexpected IDENTIFIER"],
  ['{ span.x + "a" > 3 }', "illegal operation for the given types: span.x + `a`"],
  ["", "parse error at line 1, col 1: syntax error: unexpected $end"],
  ["{", "parse error at line 1, col 2: syntax error: unexpected $end"],
  ["{ .a = 1 } }", "parse error at line 1, col 12: syntax error: unexpected }"],
  ["{ .a\n = = 1 }", "parse error at line 2, col 4: syntax error: unexpected ="],
  ['{ .가 = "나" = }', "parse error at line 1, col 14: syntax error: unexpected }"],
  ['{ .a = "open }', "parse error at line 1, col 8: invalid syntax"],
  ['{ ."open = 1 }', 'parse error at line 1, col 4: unexpected EOF, expecting "'],
  ["{ span:nothing = 1 }", "parse error at line 1, col 8: syntax error: unexpected IDENTIFIER"],
  ["{ .a = 1s 2 }", "parse error at line 1, col 11: syntax error: unexpected INTEGER"],
  ["{ } | topk(2)", "parse error at line 1, col 7: syntax error: unexpected topk"],
  ["{ } | rate() by (name) | count() > 1", "parse error at line 1, col 26: syntax error: unexpected count"],
  ["{ } | quantile_over_time(duration)", "parse error at line 1, col 34: syntax error: unexpected )"],
  ["{ } with (most_recent)", "parse error at line 1, col 22: syntax error: unexpected )"],
  [`{ ${"(".repeat(5000)} }`, "parse error at line 1, col 202: syntax error: nested too deeply"],
  ['{ status = "error" }', "binary operations must operate on the same type: status = `error`"],
  ["{ kind = 3 }", "binary operations must operate on the same type: kind = 3"],
  ["{ duration = `1s` }", "binary operations must operate on the same type: duration = `1s`"],
  ["{ span:duration > 1.5s && name > 2 }", "binary operations must operate on the same type: name > 2"],
  ["{ status > error }", "illegal operation for the given types: status > error"],
  ["{ .a =~ 1 }", "illegal operation for the given types: .a =~ 1"],
  ["{ 1 + 1 }", "span filter field expressions must resolve to a boolean: { 1 + 1 }"],
  ["{ duration + .a * 2 }", "span filter field expressions must resolve to a boolean: { duration + (.a * 2) }"],
  ["{ -name = 1 }", "illegal operation for the given type: -name"],
  ['{ .a =~ "(" }', "invalid regex: error parsing regexp: missing closing ): `(`"],
  ["{ } | avg(name) > 1", "aggregate field expressions must resolve to a number type: avg(name)"],
  ["{ } | avg(1) > 1", "aggregate field expressions must reference the span: avg(1)"],
  ["{ } | by(1)", "grouping field expressions must reference the span: by(1)"],
  ["{ } | count() > `a`", "binary operations must operate on the same type: (count()) > (`a`)"],
  ["{ } | compare({ status = error }, 0)", "compare() top number of values must be integer greater than 0"],
  ["{ } | compare({ status = error }, 5, 20, 10)", "compare() end timestamp must be greater than start timestamp"],
  ["{ } | rate() by (name) | topk(0)", "limit must be greater than 0"],
] as const) {
  test(`${q.slice(0, 60)}: ${words}`, () => assert.equal(failure(q), words))
}

const chain = (length: number) => `{ ${Array.from({ length }, () => ".a = 1").join(" && ")} }`

test("the longest chains that are taken can be run, longer ones are refused", () => {
  const range = { fromMs: START_MS, toMs: START_MS + 3_600_000, limit: 20, budget: 100 }
  assert.equal(searchTraces(storeOf(SMALL_WORLD), compileQuery(parseQuery(chain(1490))), range).traces.length, 0)
  assert.match(failure(chain(20_000)), /^parse error at line 1, col \d+: the query is too long$/)
  assert.match(failure(`{ }${" && { }".repeat(20_000)}`), /the query is too long$/)
})

test("hints, quantiles and what follows are read", () => {
  const query = parseQuery(
    "{ kind = server } | quantile_over_time(span:duration, .5, 0.99) by (.a, status) | topk(2) > 1s with (exemplars=false, x=`y`)",
  )
  assert.deepEqual(query.hints, { exemplars: false, x: "y" })
  assert.deepEqual(query.metrics, {
    kind: "quantile_over_time",
    of: { kind: "intrinsic", intrinsic: "span:duration" },
    quantiles: [0.5, 0.99],
    by: [
      { kind: "attribute", scope: undefined, name: "a", parent: false },
      { kind: "intrinsic", intrinsic: "span:status" },
    ],
  })
  assert.deepEqual(query.after, [
    { kind: "topk", limit: 2 },
    { kind: "threshold", op: ">", value: 1 },
  ])
})

for (const [typed, taken] of [
  ["{ resource.cluster = }", undefined],
  ['{ resource.service.name = "payment" && span.x = ', "resource.service.name = `payment`"],
  ['{ resource.service.name = "payment" && span. }', "resource.service.name = `payment`"],
  ['{ resource.service.name = "payment" && status = error && ', "(resource.service.name = `payment`) && (status = error)"],
  ['{ resource.service.name = "payment" || span.x = ', undefined],
  ['{ resource.service.name = "payment" }', "resource.service.name = `payment`"],
  ['{ .a = "', undefined],
  ["nonsense", undefined],
] as const) {
  test(`of "${typed}" the finished part is ${taken ?? "nothing"}`, () => {
    const filter = parseWhatIsFinished(typed)
    assert.equal(filter?.expression && expressionText(filter.expression), taken)
  })
}
