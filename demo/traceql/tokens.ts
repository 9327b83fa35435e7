// TraceQL's words, with the names and columns that Tempo's own messages use.
import { durationNs } from "./durations.ts"
import { scopedIntrinsic, type Field, type Scope } from "./ast.ts"

/** What Tempo says of a query that it refuses. */
export class QueryError extends Error {}

export type Token = { at: number } & (
  | { kind: "word"; text: string }
  | { kind: "identifier"; text: string }
  | { kind: "string"; value: string }
  | { kind: "integer" | "float" | "duration"; value: number }
  | { kind: "field"; field: Field }
  | { kind: "end" }
)

const OPERATORS = "&>> &<< !>> !<< && || >= <= != =~ !~ >> << &> &< &~ !> !< { } ( ) , | = > < ~ + - * / % ^ !"
  .split(" ")
  .toSorted((a, b) => b.length - a.length)

const WORDS = new Set(
  (
    "true false nil ok error unset unspecified internal server client producer consumer duration childCount name status statusMessage kind " +
    "rootName rootServiceName traceDuration nestedSetLeft nestedSetRight nestedSetParent count avg max min sum by coalesce select rate " +
    "count_over_time min_over_time max_over_time avg_over_time sum_over_time quantile_over_time histogram_over_time compare topk bottomk with"
  ).split(" "),
)

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/y
const PREFIX = /(parent\.)?(?:(resource|span|event|link|instrumentation)\.|(?<=parent\.)|\.)(?=[^\s{}()=~!<>&|^,])/y
const SCOPED = /(span|trace|event|link|instrumentation):([A-Za-z]+)/y
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
const DURATION_REST = /[\d.nsumhµdwy]+/y
const STRING = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y
const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_]*/uy
const ATTRIBUTE_PART = /"((?:[^"\\]|\\["\\])*)"|[^\s{}()=~!<>&|^,"]+/y

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Where in the query, as Tempo counts: lines and characters from 1. */
export function parseError(query: string, at: number, words: string): QueryError {
  const before = query.slice(0, at)
  const line = before.split("\n").length
  const column = Array.from(before.slice(before.lastIndexOf("\n") + 1)).length + 1
  return new QueryError(`parse error at line ${line}, col ${column}: ${words}`)
}

/**
 * Splits a query into words; the last token is the end.
 * @throws {QueryError} for an unfinished string or attribute name
 */
export function tokens(query: string): Token[] {
  const found: Token[] = []
  let at = match(SPACE, query, 0)![0].length
  while (at < query.length) {
    const { token, to } = next(query, at)
    found.push(token)
    at = to + match(SPACE, query, to)![0].length
  }
  return [...found, { kind: "end", at: query.length }]
}

function next(query: string, at: number): { token: Token; to: number } {
  const number = match(NUMBER, query, at)
  if (number) return numeric(query, at, number[0])
  const prefix = match(PREFIX, query, at)
  if (prefix) {
    const { name, to } = attributeName(query, at + prefix[0].length)
    const scope = prefix[2] as Scope | undefined
    return { token: { kind: "field", at, field: { kind: "attribute", scope, name, parent: prefix[1] !== undefined } }, to }
  }
  const scoped = match(SCOPED, query, at)
  if (scoped) {
    const intrinsic = scopedIntrinsic(scoped[0])
    if (!intrinsic) throw parseError(query, at + scoped[1]!.length + 1, "syntax error: unexpected IDENTIFIER")
    return { token: { kind: "field", at, field: { kind: "intrinsic", intrinsic } }, to: at + scoped[0].length }
  }
  return other(query, at)
}

function numeric(query: string, at: number, text: string): { token: Token; to: number } {
  const rest = match(DURATION_REST, query, at + text.length)?.[0] ?? ""
  const ns = rest === "" ? undefined : durationNs(text + rest)
  if (ns !== undefined) return { token: { kind: "duration", at, value: ns }, to: at + text.length + rest.length }
  const kind = /^\d+$/.test(text) ? "integer" : "float"
  return { token: { kind, at, value: Number(text) }, to: at + text.length }
}

function other(query: string, at: number): { token: Token; to: number } {
  const quoted = match(STRING, query, at)
  if (quoted) return { token: { kind: "string", at, value: unquote(query, at, quoted[0]) }, to: at + quoted[0].length }
  if (query[at] === '"' || query[at] === "`") throw parseError(query, at, "invalid syntax")
  const identifier = match(IDENTIFIER, query, at)?.[0]
  if (identifier)
    return { token: { kind: WORDS.has(identifier) ? "word" : "identifier", at, text: identifier }, to: at + identifier.length }
  const operator = OPERATORS.find((operator) => query.startsWith(operator, at))
  if (operator) return { token: { kind: "word", at, text: operator }, to: at + operator.length }
  return { token: { kind: "identifier", at, text: query[at]! }, to: at + 1 }
}

function attributeName(query: string, from: number): { name: string; to: number } {
  let name = ""
  let at = from
  for (let part = match(ATTRIBUTE_PART, query, at); part; part = match(ATTRIBUTE_PART, query, at)) {
    name += part[1] === undefined ? part[0] : part[1].replace(/\\(["\\])/g, "$1")
    at += part[0].length
  }
  if (query[at] === '"') throw parseError(query, at, 'unexpected EOF, expecting "')
  return { name, to: at }
}

const ESCAPES: Record<string, string> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\", '"': '"' }

function unquote(query: string, at: number, text: string): string {
  if (text.startsWith("`")) return text.slice(1, -1)
  return text.slice(1, -1).replace(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|(.))/gu, (_, byte?: string, unit?: string, one?: string) => {
    if (byte ?? unit) return String.fromCharCode(Number.parseInt((byte ?? unit)!, 16))
    if (ESCAPES[one!] === undefined) throw parseError(query, at, "invalid syntax")
    return ESCAPES[one!]!
  })
}
