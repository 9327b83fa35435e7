import assert from "node:assert/strict"
import { test } from "node:test"
import { LogqlError } from "./errors.ts"
import { linesOf } from "./testing.ts"

const kept = (stages: string, lines: string[]) => linesOf(`{app="shop"} ${stages}`, lines).map(({ line }) => line)
const parsed = (stages: string, line: string, metadata = {}) => ({
  ...linesOf(`{app="shop"} ${stages}`, [{ at: 1, line, metadata }])[0]?.parsedLabels(),
})
const fails = (stages: string, words: string) =>
  assert.throws(
    () => linesOf(`{app="shop"} ${stages}`, ["x"]),
    (error) => error instanceof LogqlError && (assert.equal(error.message, words), true),
  )

test("line filters", () => {
  const lines = ["GET /a 200", "GET /b 500", "post /a from 10.1.2.3", "주문 실패 c.s.Order"]
  const cases: [string, number[]][] = [
    ["|= `GET`", [0, 1]],
    ["!= `GET`", [2, 3]],
    ["|= `GET` |= `500`", [1]],
    ["|= `200` or `500`", [0, 1]],
    ["!= `200` or `500`", [2, 3]],
    ["|~ `(?i)get|POST`", [0, 1, 2]],
    ["!~ `[0-9]{3}`", [2, 3]],
    ["|~ `^post`", [2]],
    ["|= `c.s`", [3]],
    ["|~ `/[ab] \\\\d`", []],
    ["|~ `/[ab] \\d`", [0, 1]],
    ["|> `GET <_> 200`", [0]],
    ["|> `<_> /a <_>`", [0, 2]],
    ["!> `GET <_>`", [2, 3]],
    ['|= ip("10.0.0.0/8")', [2]],
    ['!= ip("10.1.2.3")', [0, 1, 3]],
    ['|= ip("10.1.2.1-10.1.2.9")', [2]],
    ["|= `실패`", [3]],
    ["|= ``", [0, 1, 2, 3]],
  ]
  for (const [stages, wanted] of cases) {
    const expected = wanted.map((index) => lines[index])
    assert.deepEqual(kept(stages, lines), expected, stages)
  }
})

test("json", () => {
  const line = `{"a":"x","n":12.50,"b":true,"none":null,"deep":{"dash-key":1,"list":[1,{"q":2}]},"1st":"\\u00e9\\n","app":"other","list":["p","q"]}`
  assert.deepEqual(parsed("| json", line), {
    a: "x",
    n: "12.50",
    b: "true",
    deep_dash_key: "1",
    _1st: "é\n",
    app_extracted: "other",
  })
  assert.deepEqual(parsed('| json first="list[0]", dash="deep[\\"dash-key\\"]", deep="deep.list", gone="no.where", a', line), {
    a: "x",
    dash: "1",
    deep: '[1,{"q":2}]',
    first: "p",
    gone: "",
  })
  assert.deepEqual(parsed("| json", "2026-11-21 plain"), {
    __error__: "JSONParserErr",
    __error_details__: "Value looks like object, but can't find closing '}' symbol",
  })
  assert.deepEqual(parsed("| json", `{"broken json": "no end", "level": "error"`), {
    __error__: "JSONParserErr",
    __error_details__: "Value is array, but can't find closing ']' symbol",
    broken_json: "no end",
    level: "error",
  })
  assert.deepEqual(parsed("| json", `{"trace_id":"t"}`, { trace_id: "t" }), { trace_id_extracted: "t" })
  assert.deepEqual(kept('| json | __error__=""', ["no", `{"a":1}`]), [`{"a":1}`])
})

test("logfmt, pattern, regexp, unpack, decolorize", () => {
  const line = `level=info msg="search \\"done\\"" took=12ms empty= flag size=3KB`
  assert.deepEqual(parsed("| logfmt", line), { level: "info", msg: 'search "done"', took: "12ms", size: "3KB" })
  assert.deepEqual(parsed("| logfmt --keep-empty", line), {
    level: "info",
    msg: 'search "done"',
    took: "12ms",
    empty: "",
    flag: "",
    size: "3KB",
  })
  assert.deepEqual(parsed('| logfmt lvl="level", took', line), { lvl: "info", took: "12ms" })
  assert.equal(parsed("| logfmt --strict", 'a=1 b="x')["__error__"], "LogfmtParserErr")
  assert.deepEqual(parsed("| pattern `<ts> <_> [<thread>] <msg>`", "t0 INFO [main] hello there"), {
    ts: "t0",
    thread: "main",
    msg: "hello there",
  })
  assert.deepEqual(parsed("| regexp `(?P<method>\\w+) (?P<path>\\S+)`", "GET /a"), { method: "GET", path: "/a" })
  assert.deepEqual(parsed("| unpack", `{"pod":"p-0","_entry":"the line"}`), { pod: "p-0" })
  assert.deepEqual(kept("| unpack", [`{"pod":"p-0","_entry":"the line"}`]), ["the line"])
  assert.deepEqual(kept("| decolorize", ["\u001B[31mred\u001B[0m"]), ["red"])
})

test("label filters", () => {
  const lines = ["n=5 took=20ms size=2KB ip=10.0.0.1", "n=500 took=1.5s size=1MiB ip=192.168.0.1", "n=x"]
  const cases: [string, number[]][] = [
    ["| n >= 5", [0, 1, 2]],
    ['| n >= 5 | __error__=""', [0, 1]],
    ["| n = 500", [1, 2]],
    ["| took > 100ms", [1]],
    ["| took <= 1500ms", [0, 1]],
    ["| size < 10KB", [0]],
    ['| ip = ip("10.0.0.0/8")', [0]],
    ['| ip != ip("10.0.0.0/8")', [1]],
    ['| n = "5" or took > 1s', [0, 1]],
    ['| took > 1ms and size > 1KB, n != "5"', [1]],
    ['| n =~ "5|50"', [0]],
    ['| n !~ "5.*"', [2]],
    ['| missing = ""', [0, 1, 2]],
    ['| missing != ""', []],
  ]
  for (const [stages, wanted] of cases) {
    const expected = wanted.map((index) => lines[index])
    assert.deepEqual(kept(`| logfmt ${stages}`, lines), expected, stages)
  }
})

test("line_format and label_format", () => {
  const line = `{"m":"GET","p":"/a b","s":200,"took":"1500ms"}`
  const cases: [string, string][] = [
    ["{{.m}} {{.p}} {{.s}}", "GET /a b 200"],
    ["{{ .m | ToLower }}-{{ ToUpper .p }}", "get-/A B"],
    ['{{ .gone | default "none" }}', "none"],
    ['{{ printf "%5s|%-5s|%.2f" .m .m 1.234 }}', "  GET|GET  |1.23"],
    ['{{ if eq .s "200" }}ok{{ else if eq .s "500" }}bad{{ else }}?{{ end }}', "ok"],
    ["a {{- .m -}} b", "aGETb"],
    ['{{ replace "/" "_" .p | trimPrefix "_" | upper }}', "A B"],
    ['{{ regexReplaceAll "(G)(E)" .m "${2}$1" }}', "EGT"],
    ["{{ .took | duration }}", "1.5"],
    ["{{ add 1 2 3 }} {{ div 7 2 }} {{ round 2.345 2 }}", "6 3 2.35"],
    ['{{ Replace "aaa" "a" "b" 2 }}{{ trunc 2 "xyz" }}{{ substr 1 3 "hello" }}', "bbaxyel"],
    ["{{ __line__ | len }}", String(line.length)],
    ["{{ alignLeft 5 .m }}|{{ alignRight 5 .m }}", "GET  |  GET"],
    ["{{ with fromJson __line__ }}{{ .m }}{{ end }}", "GET"],
    ['{{ date "2006-01-02 15:04:05" __timestamp__ }}', "1970-01-01 00:00:01"],
    ['{{ urlencode .p }} {{ b64enc "x" }} {{ contains "G" .m }}', "%2Fa+b eA== true"],
    ["{{/* said nothing */}}x", "x"],
    ["{{ $x := .m }}{{ $x }}", "GET"],
  ]
  for (const [template, wanted] of cases) {
    const [entry] = linesOf(`{app="shop"} | json | line_format \`${template}\``, [line])
    assert.equal(entry?.line, wanted, template)
  }
  assert.deepEqual(parsed('| json | label_format method=m, status="{{.s}}!", app="mine"', line), {
    app: "mine",
    method: "GET",
    p: "/a b",
    s: "200",
    status: "200!",
    took: "1500ms",
  })
  assert.equal(parsed('| line_format "{{ div 1 0 }}"', "x")["__error__"], "TemplateFormatErr")
  fails(
    '| line_format "{{ nope .x }}"',
    'parse error : stage \'| line_format "{{ nope .x }}"\' : invalid line template: template: line:1: function "nope" not defined',
  )
})

test("drop and keep", () => {
  assert.deepEqual(parsed('| logfmt | drop a, b="2", c="9"', "a=1 b=2 c=3"), { c: "3" })
  assert.deepEqual(parsed("| logfmt | keep a", "a=1 b=2 c=3"), { a: "1" })
  assert.deepEqual(parsed("| json | drop __error__", "no"), {})
  const [entry] = linesOf('{app="shop"} | drop app, level', [{ at: 1, line: "x", metadata: { level: "info", t: "1" } }])
  assert.deepEqual(entry?.labels(), { t: "1" })
})
