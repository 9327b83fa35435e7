import assert from "node:assert/strict"
import { test } from "node:test"
import { interpolateText, plainText, type Language } from "./interpolate.ts"
import type { VariableValue } from "./kind.ts"

const one = (value: string): VariableValue => ({ value, multi: false })
const many = (...value: string[]): VariableValue => ({ value, multi: true })
const values = {
  a: one("a.b"),
  m: many("a.b", "c"),
  s: many("a.b"),
  all: { value: ["x"], raw: ".*", multi: true },
  n: one("5m"),
  empty: one(""),
}

/** [fact, query, result] */
const table: [string, string, string][] = [
  ["a single value in a string is itself", 'x{l="$a"}', 'x{l="a.b"}'],
  ["a single value in a regex is itself, too", 'x{l=~"$a"}', 'x{l=~"a.b"}'],
  ["several values are alternatives, escaped as regex and as string", 'x{l=~"$m"}', String.raw`x{l=~"(a\\.b|c)"}`],
  ["one value of a multi variable is escaped as a regex", 'x{l=~"${s}"}', String.raw`x{l=~"a\\.b"}`],
  ["one value of a multi variable compared with = is not", 'x{l="${s}"}', 'x{l="a.b"}'],
  ["in a verbatim string there is nothing to escape for", "x{l=~`$m`}", String.raw`x{l=~${"`"}(a\.b|c)${"`"}}`],
  ["the old form", 'x{l=~"[[m]]"}', String.raw`x{l=~"(a\\.b|c)"}`],
  ["the old form with a format", 'x{l=~"[[m:pipe]]"}', 'x{l=~"a.b|c"}'],
  ["an all value goes in as its author wrote it", 'x{l=~"$all"}', 'x{l=~".*"}'],
  ["unknown names stay", 'x{l="$nope"} ${nope:csv} [[nope]]', 'x{l="$nope"} ${nope:csv} [[nope]]'],
  ["a longer name is another name", "$ab $a_b", "$ab $a_b"],
  ["durations outside strings", "rate(x[$n])", "rate(x[5m])"],
  ["an empty value outside strings is nothing", "x{$empty}", "x{}"],
  ["names outside strings", "sum by (${m:csv}) (x)", "sum by (a.b,c) (x)"],
  ["an index", "${m.1}", "c"],
  ["a quoting format outside strings", "in(${m:doublequote})", 'in("a.b","c")'],
  ["an escaped dollar in a string stays", String.raw`x{l="\$a"}`, String.raw`x{l="\$a"}`],
  ["unknown formats count as glob", 'x{l="${m:nope}"}', 'x{l="{a.b,c}"}'],
]
for (const [fact, query, result] of table) test(fact, () => assert.equal(interpolateText(query, values), result))

const hostile = [
  'x"} or {job=~".+',
  "x'} or {job=~'.+",
  "x`} or {job=~`.+",
  "x\n} or vector(1) #",
  'x\\"} or y',
  "\\",
  '"',
  "} or vector(1)",
  'a" } | rate() //',
  "#\n up",
  "\u2028\nup",
]
const places = [
  'x{l="$v"}',
  "x{l='$v'}",
  "x{l=`$v`}",
  'x{l=~"$v"}',
  "x{l=~`${v}`}",
  'x{l="a$v b"}',
  'x{l="${v:csv}"}',
  'x{l=~"${v:regex}"}',
  'x{l="${v:json}"}',
  "x # $v\n",
]
/** The query with each string made empty: what its author wrote, without what was filled in. */
const bones = (text: string) => text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*/g, "_")

for (const value of hostile) {
  for (const place of places) {
    test(`${JSON.stringify(value)} can't leave ${place.trim()}`, () => {
      for (const multi of [true, false]) {
        const filled = interpolateText(place, { v: { value, multi } })
        assert.equal(bones(filled), bones(place.replace(/\$v|\$\{v[^}]*\}/, "")))
      }
    })
  }
  test(`${JSON.stringify(value)} outside strings becomes one string`, () => {
    const filled = interpolateText("x + $v + y", { v: { value, multi: false } })
    assert.equal(bones(filled), "x + _ + y")
  })
}

test("values are never read for variables themselves", () => {
  assert.equal(interpolateText('x{l="$a"}', { a: one("$b"), b: one("secret") }), 'x{l="$b"}')
})

test("names of Object's own are no variables", () => {
  assert.equal(interpolateText("$constructor ${toString}", {}), "$constructor ${toString}")
})

test("TraceQL knows double quotes and backquotes only", () => {
  const traceql: Language = { escaped: '"', verbatim: "`", comment: "" }
  assert.equal(interpolateText('{ .it\'s = "$v" }', { v: one('a" } || { true') }, traceql), '{ .it\'s = "a\\" } || { true" }')
})

test("legends take values as they are", () => {
  assert.equal(interpolateText("it's $v", { v: one("a b {}") }, plainText), "it's a b {}")
})
