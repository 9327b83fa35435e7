import assert from "node:assert/strict"
import { test } from "node:test"
import { LogqlError } from "./errors.ts"
import { parseQuery } from "./parse.ts"
import type { Query } from "./syntax.ts"
import { formatDuration, formatNumber, parseBytes, parseDuration } from "./units.ts"

test("what is no query is refused in Loki's words", () => {
  const cases: [string, string][] = [
    ["", "parse error : syntax error: unexpected $end"],
    ['{service_name="gateway" | json', "parse error at line 1, col 25: syntax error: unexpected |, expecting } or ,"],
    ['rate({service_name="gateway"})', "parse error at line 1, col 30: syntax error: unexpected )"],
    ['{service_name="gateway"', "parse error at line 1, col 24: syntax error: unexpected $end, expecting } or ,"],
    ["{foo}", "parse error at line 1, col 5: syntax error: unexpected }, expecting = or =~ or !~ or !="],
    ["{a=b}", "parse error at line 1, col 4: syntax error: unexpected IDENTIFIER, expecting STRING"],
    ['unk({ foo !~ "bar" }[5m])', "parse error at line 1, col 1: syntax error: unexpected IDENTIFIER"],
    ['{a="b"}\n| json | "x"', "parse error at line 2, col 10: syntax error: unexpected STRING"],
    ['{a="b"} |= ', "parse error at line 1, col 12: syntax error: unexpected $end, expecting STRING or ip"],
    ['sum_over_time({a="b"}[5m])', "parse error : invalid aggregation sum_over_time without unwrap"],
    ['count_over_time({a="b"} | unwrap x [5m])', "parse error : invalid aggregation count_over_time with unwrap"],
    ['rate({a="b"}[5m]) by (x)', "parse error : grouping not allowed for rate aggregation"],
    ['{a=~"("}', "parse error : error parsing regexp: missing closing ): `(`"],
    ['topk(0, rate({a="b"}[5m]))', "parse error : invalid parameter (must be greater than 0) topk(0,"],
  ]
  for (const [text, words] of cases)
    assert.throws(
      () => parseQuery(text),
      (error) => error instanceof LogqlError && (assert.equal(error.message, words, text), true),
    )
  const nothing =
    'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will'
  for (const text of ["{}", '{a=~".*"}', '{a!="b"}', "rate({}[1m])"]) assert.throws(() => parseQuery(text), { message: nothing }, text)
})

/** Operators with their operands in parentheses. */
function shown(query: Query): string {
  if (query.kind === "binary") return `(${shown(query.left)} ${query.op}${query.bool ? " bool" : ""} ${shown(query.right)})`
  return query.kind === "literal" || query.kind === "vector" ? String(query.value) : query.kind
}

test("operators bind as in Prometheus", () => {
  const cases: [string, string][] = [
    ["1 + 2 * 3", "(1 + (2 * 3))"],
    ["(1 + 2) * 3", "((1 + 2) * 3)"],
    ["1 - 2 - 3", "((1 - 2) - 3)"],
    ["2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"],
    ["vector(1) > bool 5 * 2", "(1 > bool (5 * 2))"],
    ["vector(1) or vector(2) and ignoring(x) vector(3)", "(1 or (2 and 3))"],
    ["vector(1) * on() group_left() vector(2) + vector(3)", "((1 * 2) + 3)"],
    ["-1 + 2", "(-1 + 2)"],
  ]
  for (const [text, wanted] of cases) assert.equal(shown(parseQuery(text)), wanted, text)
})

test("the parts of a range", () => {
  const query = parseQuery('quantile_over_time(0.9, {a="b"} | json | unwrap duration(took) | __error__="" [1h30m] offset 5m) by (x, y)')
  assert.ok(query.kind === "range")
  assert.deepEqual(
    [query.op, query.parameter, query.rangeMs, query.offsetMs, query.grouping, query.unwrap?.label, query.unwrap?.conversion],
    ["quantile_over_time", 0.9, 5_400_000, 300_000, { without: false, labels: ["x", "y"] }, "took", "duration"],
  )
  const approximate = parseQuery('approx_topk(3, sum by (a) (rate({a="approx_topk"}[1m])))')
  assert.ok(approximate.kind === "aggregate" && approximate.op === "topk" && approximate.parameter === 3)
})

test("units", () => {
  assert.deepEqual(
    ["1h30m", "1.5s", "-2ms", "0", "5", "1d"].map((text) => parseDuration(text)),
    [5400, 1.5, -0.002, 0, undefined, undefined],
  )
  assert.equal(parseDuration("1w2d", true), 777_600)
  assert.deepEqual(["10", "2KB", "1 KiB", "1.5MB", "x"].map(parseBytes), [10, 2000, 1024, 1_500_000, undefined])
  assert.deepEqual([1e21, 1.5e-7, -0.1, Number.NaN, Infinity].map(formatNumber), [
    "1000000000000000000000",
    "0.00000015",
    "-0.1",
    "NaN",
    "+Inf",
  ])
  assert.deepEqual([5_184_000_000, 90_000, 1500, 0, 250].map(formatDuration), ["1440h0m0s", "1m30s", "1.5s", "0s", "250ms"])
})
