import { goPrintf, goText, humanize, humanize1024, humanizeDuration, humanizePercentage } from "./go-format.ts"

/** What a template may speak of. */
export interface TemplateData {
  labels: Record<string, string>
  value: number | null
  externalLabels?: Record<string, string>
  externalUrl?: string
}

const MAX_SOURCE = 10_000
const MAX_OUTPUT = 8_000
const MAX_ACTIONS = 200
const MAX_DEPTH = 20

type Value = string | number | Record<string, string>
type Token = { kind: "path" | "word" | "text" | "number" | "(" | ")" | "|"; text: string }
type Operand = { path: string[] } | { literal: string | number } | { pipeline: Call[] }
interface Call {
  name?: string
  operands: Operand[]
}
type Part = string | Call[]

/** A template that can't be read or filled in; the message is for the rule's author. */
export class TemplateError extends Error {
  override name = "TemplateError"
}

/** Text with `{{ … }}` filled in. Never throws: what can't be filled in becomes Prometheus' `<error expanding template: …>`. */
export function expand(source: string, data: TemplateData): string {
  if (!source.includes("{{")) return source
  try {
    let text = ""
    for (const part of parseTemplate(source)) text += typeof part === "string" ? part : shown(run(part, data))
    return text.length > MAX_OUTPUT ? `${text.slice(0, MAX_OUTPUT)}…` : text
  } catch (error) {
    return `<error expanding template: ${error instanceof Error ? error.message : String(error)}>`
  }
}

/**
 * The subset of Go's templates that real rules use: paths, pipelines, `printf` and number formatting, no logic.
 * @throws {TemplateError}
 */
export function parseTemplate(source: string): Part[] {
  if (source.length > MAX_SOURCE) throw new TemplateError(`longer than ${MAX_SOURCE} characters`)
  const parts: Part[] = []
  let at = 0
  for (let actions = 0; ; actions++) {
    const open = source.indexOf("{{", at)
    if (open < 0) return [...parts, source.slice(at)]
    if (actions >= MAX_ACTIONS) throw new TemplateError(`more than ${MAX_ACTIONS} actions`)
    const trimsLeft = /^\{\{-\s/.test(source.slice(open, open + 4))
    const before = source.slice(at, open)
    parts.push(trimsLeft ? before.trimEnd() : before)
    const close = closing(source, open + 2)
    const trimsRight = /\s-$/.test(source.slice(open + 2, close))
    const inner = source.slice(open + (trimsLeft ? 3 : 2), trimsRight ? close - 1 : close).trim()
    if (!inner.startsWith("/*")) parts.push(parsePipeline(tokens(inner)))
    at = close + 2
    if (trimsRight) while (/\s/.test(source[at] ?? "")) at++
  }
}

/** The `}}` that ends an action, quoted ones skipped. */
function closing(source: string, from: number): number {
  let quote = ""
  for (let at = from; at < source.length; at++) {
    const char = source[at]!
    if (quote) {
      if (char === "\\" && quote === '"') at++
      else if (char === quote) quote = ""
    } else if (char === '"' || char === "`") quote = char
    else if (source.startsWith("}}", at)) return at
  }
  throw new TemplateError("an action is not closed by }}")
}

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*")|`([^`]*)`|([|()])|(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)|((?:\$[a-zA-Z_]\w*|\.)?(?:\.?[a-zA-Z_]\w*)*(?:\.[a-zA-Z_]\w*)*))/gy

function tokens(source: string): Token[] {
  const found: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(source)
    if (!match || match[0].length === 0) throw new TemplateError(`can't read "${source.slice(at, at + 20)}"`)
    const [, quoted, raw, mark, number, name] = match
    if (quoted !== undefined) found.push({ kind: "text", text: unquote(quoted) })
    else if (raw !== undefined) found.push({ kind: "text", text: raw })
    else if (mark !== undefined) found.push({ kind: mark as "(", text: mark })
    else if (number !== undefined) found.push({ kind: "number", text: number })
    else if (name) found.push({ kind: /^[$.]/.test(name) ? "path" : "word", text: name })
  }
  return found
}

function unquote(text: string): string {
  try {
    return JSON.parse(text) as string
  } catch {
    throw new TemplateError(`can't read the text ${text}`)
  }
}

function parsePipeline(list: Token[], depth = 0): Call[] {
  if (depth > MAX_DEPTH) throw new TemplateError("nested too deeply")
  const calls: Call[] = []
  let current: Call = { operands: [] }
  const finish = () => {
    if (!current.name && current.operands.length !== 1) throw new TemplateError("an empty action or a missing function")
    if (!current.name && calls.length > 0) throw new TemplateError("only a function can follow |")
    calls.push(current)
    current = { operands: [] }
  }
  for (let at = 0; at < list.length; at++) {
    const token = list[at]!
    if (token.kind === "|") finish()
    else if (token.kind === "(") {
      const end = matching(list, at)
      current.operands.push({ pipeline: parsePipeline(list.slice(at + 1, end), depth + 1) })
      at = end
    } else if (token.kind === "word") {
      if (current.name || current.operands.length > 0) throw new TemplateError(`unexpected "${token.text}"`)
      if (!Object.hasOwn(functions, token.text)) throw new TemplateError(`function "${token.text}" not defined`)
      current.name = token.text
    } else if (token.kind === "path") current.operands.push({ path: knownPath(token.text) })
    else if (token.kind === "number") current.operands.push({ literal: Number(token.text) })
    else if (token.kind === "text") current.operands.push({ literal: token.text })
    else throw new TemplateError("unexpected )")
  }
  finish()
  return calls
}

function matching(list: Token[], open: number): number {
  let depth = 0
  for (let at = open; at < list.length; at++) {
    if (list[at]!.kind === "(") depth++
    if (list[at]!.kind === ")" && --depth === 0) return at
  }
  throw new TemplateError("a ( is not closed")
}

const ROOTS: Record<string, string> = {
  $labels: "labels",
  $value: "value",
  $externalLabels: "externalLabels",
  $externalURL: "externalUrl",
  Labels: "labels",
  Value: "value",
  ExternalLabels: "externalLabels",
  ExternalURL: "externalUrl",
}

function knownPath(text: string): string[] {
  const [first = "", ...rest] = text.replace(/^\./, "").split(".")
  const root = Object.hasOwn(ROOTS, first) ? ROOTS[first] : undefined
  if (!root) throw new TemplateError(`undefined variable "${text}"`)
  if (rest.length > 1 || (rest.length === 1 && !root.endsWith("abels"))) throw new TemplateError(`"${text}" has no such field`)
  return [root, ...rest]
}

function run(calls: Call[], data: TemplateData): Value {
  let carried: Value[] = []
  for (const call of calls) {
    const values = [...call.operands.map((operand) => valueOf(operand, data)), ...carried]
    carried = [call.name ? functions[call.name]!(values) : values[0]!]
  }
  return carried[0]!
}

function valueOf(operand: Operand, data: TemplateData): Value {
  if ("literal" in operand) return operand.literal
  if ("pipeline" in operand) return run(operand.pipeline, data)
  const [root, field] = operand.path
  if (root === "value") return data.value ?? NaN
  if (root === "externalUrl") return data.externalUrl ?? ""
  const labels = (root === "labels" ? data.labels : data.externalLabels) ?? {}
  if (field === undefined) return labels
  return Object.hasOwn(labels, field) ? labels[field]! : ""
}

/** A label set is written as Go writes a map: `map[a:b c:d]`, sorted. */
function shown(value: Value): string {
  if (typeof value !== "object") return goText(value)
  const names = Object.keys(value).toSorted()
  return `map[${names.map((name) => `${name}:${value[name]}`).join(" ")}]`
}

const text = (value: Value | undefined): string => (value === undefined ? "" : shown(value))
const last = (values: Value[]): number => {
  const value = values.at(-1)
  const number = typeof value === "number" ? value : Number(text(value))
  if (Number.isNaN(number) && value !== "NaN" && typeof value !== "number") throw new TemplateError(`"${text(value)}" is not a number`)
  return number
}

const functions: Record<string, (values: Value[]) => Value> = {
  printf: ([format, ...values]) =>
    goPrintf(
      text(format),
      values.map((value) => (typeof value === "object" ? shown(value) : value)),
    ),
  print: (values) => values.map(text).join(""),
  humanize: (values) => humanize(last(values)),
  humanize1024: (values) => humanize1024(last(values)),
  humanizePercentage: (values) => humanizePercentage(last(values)),
  humanizeDuration: (values) => humanizeDuration(last(values)),
  title: (values) => text(values.at(-1)).replace(/(^|\s)\p{L}/gu, (found) => found.toUpperCase()),
  toUpper: (values) => text(values.at(-1)).toUpperCase(),
  toLower: (values) => text(values.at(-1)).toLowerCase(),
  stripPort: (values) => text(values.at(-1)).replace(/:\d+$/, ""),
  stripDomain: (values) => text(values.at(-1)).replace(/^([^.:]+)\.[^:]*(:\d+)?$/, "$1$2"),
  urlQueryEscape: (values) => encodeURIComponent(text(values.at(-1))),
}
