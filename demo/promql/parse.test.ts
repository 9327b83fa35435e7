import assert from "node:assert/strict"
import { test } from "node:test"
import type { Expr } from "./ast.ts"
import { ParseError } from "./errors.ts"
import { parse, parseSelector } from "./parse.ts"

/** The tree with all parentheses written out. */
function written(expr: Expr): string {
  switch (expr.kind) {
    case "number":
      return String(expr.value)
    case "string":
      return JSON.stringify(expr.value)
    case "selector":
      return `${expr.name ?? "{}"}${expr.offsetMs ? ` offset ${expr.offsetMs}` : ""}${expr.at === undefined ? "" : ` @ ${expr.at}`}`
    case "range":
      return `${written(expr.selector)}[${expr.rangeMs}]`
    case "subquery":
      return `${written(expr.expr)}[${expr.rangeMs}:${expr.stepMs ?? ""}]${expr.offsetMs ? ` offset ${expr.offsetMs}` : ""}`
    case "call":
      return `${expr.of.name}(${expr.args.map(written).join(", ")})`
    case "aggregate":
      return `${expr.op}(${[expr.param, expr.expr].flatMap((arg) => (arg ? [written(arg)] : [])).join(", ")})`
    case "binary":
      return `(${written(expr.left)} ${expr.op} ${written(expr.right)})`
    case "unary":
      return `(${expr.op}${written(expr.expr)})`
    case "paren":
      return written(expr.expr)
  }
}

test("operators bind as in Prometheus", () => {
  const cases: [string, string][] = [
    ["-1^2", "(-(1 ^ 2))"],
    ["2^-1^2", "(2 ^ (-(1 ^ 2)))"],
    ["2 ^ -1 * 3", "((2 ^ -1) * 3)"],
    ["-a * b", "((-a) * b)"],
    ["a ^ b ^ c", "(a ^ (b ^ c))"],
    ["a + b offset 5m * c", "(a + (b offset 300000 * c))"],
    ["a or b and c unless d", "(a or ((b and c) unless d))"],
    ["a == b + c atan2 d", "(a == (b + (c atan2 d)))"],
    ["1 - 2 - 3", "((1 - 2) - 3)"],
    ["-a offset 1m", "(-a offset 60000)"],
    ["a * rate(b[5m:1m] offset 1m)", "(a * rate(b[300000:60000] offset 60000))"],
    ["SUM(a) > BOOL 5", "(sum(a) > 5)"],
    ["foo offset -5m @ start()", "foo offset -300000 @ start"],
    ["rate(foo[90s] @ 5.25)", "rate(foo @ 5250[90000])"],
    ["a # of b\n + c", "(a + c)"],
    ["5m + 0x10 + 1e3 + 1_000 + Inf", "((((300 + 16) + 1000) + 1000) + Infinity)"],
    ["a[300]", "a[300000]"],
    ["7. + .5", "(7 + 0.5)"],
    ['"\\x41\\u00e9\\n"', '"Aé\\n"'],
  ]
  for (const [query, tree] of cases) assert.equal(written(parse(query)), tree, query)
})

test("a name in quotes is the metric's", () => {
  const expr = parse('{"shop.orders", "geo.region"="서울"}')
  assert.deepEqual(expr.kind === "selector" && expr.matchers, [
    { name: "__name__", op: "=", value: "shop.orders" },
    { name: "geo.region", op: "=", value: "서울" },
  ])
})

test("what is wrong is said in Prometheus' words", () => {
  const cases: [string, string][] = [
    ["", "unknown position: parse error: no expression found in input"],
    ["ratee(foo[5m])", '1:1: parse error: unknown function with name "ratee"'],
    ["f(x)", '1:1: parse error: unknown function with name "f"'],
    ["mad_over_time(a[5m])", '1:1: parse error: function "mad_over_time" is not enabled'],
    ["sum(rate(foo[5m]", "1:17: parse error: unclosed left parenthesis"],
    ["rate(up)", '1:6: parse error: expected type range vector in call to function "rate", got instant vector'],
    ["up{", "1:4: parse error: unexpected end of input inside braces"],
    ["foo bar", '1:5: parse error: unexpected identifier "bar"'],
    ["abs(foo(a) b)", '1:5: parse error: unknown function with name "foo"'],
    ["avg b (c)", '1:5: parse error: unexpected identifier "b"'],
    ["by (x)", '1:4: parse error: unexpected "("'],
    ["sum(a b)", '1:7: parse error: unexpected identifier "b" in aggregation'],
    ["sum by x (a)", '1:8: parse error: unexpected identifier "x" in grouping opts, expected "("'],
    ['a{b="x",c}', '1:10: parse error: unexpected "}" in label matching, expected label matching operator'],
    ["abs(a,)", "1:6: parse error: trailing commas not allowed in function call args"],
    ["sum)", "1:5: parse error: unexpected right parenthesis ')'"],
    ["a[5x]", '1:3: parse error: bad number or duration syntax: "5x"'],
    ["a +\n서울", "2:1: parse error: unexpected character: '서'"],
    ["1 == 2", "1:3: parse error: comparisons between scalars must use BOOL modifier"],
    ["{}", "1:1: parse error: vector selector must contain at least one non-empty matcher"],
    ["-a[5m]", '1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got "range vector"'],
    ["up[5m + 1m]", "1:4: parse error: experimental duration expression is not enabled"],
    ["limitk(2, up)", "1:1: parse error: limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions"],
  ]
  for (const [query, message] of cases) assert.throws(() => parse(query), { name: "PromqlError", message }, query)
})

test("a bare selector is all that match[] takes", () => {
  assert.deepEqual(parseSelector("up"), [{ name: "__name__", op: "=", value: "up" }])
  assert.deepEqual(parseSelector('{a=~"b|c"}'), [{ name: "a", op: "=~", value: "b|c" }])
  assert.deepEqual(parseSelector("{}"), [])
  assert.throws(() => parseSelector("sum(up)"), { message: '1:4: parse error: unexpected "("' })
  assert.throws(() => parseSelector("up offset 5m"), ParseError)
})
