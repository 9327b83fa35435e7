// Text with actions in double braces, as a tree.
import { unquote } from "#demo/logql/strings.ts"
import type { Value } from "./functions.ts"

export type Expression =
  | { kind: "value"; value: Value }
  | { kind: "field" | "variable"; name: string }
  | { kind: "dot" }
  | { kind: "call"; name: string; args: Expression[] }

export type Node =
  | { kind: "text"; text: string }
  | { kind: "print"; expression: Expression }
  | { kind: "assign"; name: string; expression: Expression }
  | { kind: "if" | "with" | "range"; expression: Expression; body: Node[]; otherwise: Node[] }

type Piece = { text: string } | { action: string }

const fail = (words: string): never => {
  throw new Error(`template: line:1: ${words}`)
}

/** Cuts at the braces; `{{-` and `-}}` eat the blanks beside them. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let eat = false
  for (;;) {
    const open = text.indexOf("{{", at)
    let plain = text.slice(at, open < 0 ? text.length : open)
    if (eat) plain = plain.trimStart()
    if (open < 0) return [...pieces, { text: plain }]
    const head = text.startsWith("{{- ", open)
    pieces.push({ text: head ? plain.trimEnd() : plain })
    const action = /(?:"(?:\\.|[^"\\])*"|`[^`]*`|\/\*[\s\S]*?\*\/|(?!\}\})[^"`])*/y
    action.lastIndex = open + (head ? 3 : 2)
    const body = action.exec(text)![0]
    if (!text.startsWith("}}", action.lastIndex)) fail("unclosed action")
    eat = body.endsWith(" -")
    at = action.lastIndex + 2
    const trimmed = (eat ? body.slice(0, -1) : body).trim()
    if (!trimmed.startsWith("/*")) pieces.push({ action: trimmed })
  }
}

/** @throws in Go's words */
export function parseTemplate(text: string): Node[] {
  const pieces = piecesOf(text)
  const { nodes, closedBy } = block(pieces)
  if (closedBy !== undefined) fail(`unexpected {{${closedBy}}}`)
  return nodes
}

/** Nodes up to `end` or `else`; eats the pieces. */
function block(pieces: Piece[]): { nodes: Node[]; closedBy?: string } {
  const nodes: Node[] = []
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
    if ("text" in piece) {
      if (piece.text) nodes.push({ kind: "text", text: piece.text })
      continue
    }
    const { action } = piece
    if (/^(?:end|else)\b/.test(action)) return { nodes, closedBy: action }
    const [, keyword, rest = ""] = /^(if|with|range)\b([\s\S]*)$/.exec(action) ?? []
    const [, name, value = ""] = /^(\$\w*)\s*:?=([\s\S]*)$/.exec(action) ?? []
    if (keyword) nodes.push(branch(keyword as "if", rest, pieces))
    else if (name) nodes.push({ kind: "assign", name, expression: pipelineOf(value) })
    else nodes.push({ kind: "print", expression: pipelineOf(action) })
  }
  return { nodes }
}

function branch(kind: "if" | "with" | "range", condition: string, pieces: Piece[]): Node {
  const body = block(pieces)
  if (body.closedBy === undefined) fail("unexpected EOF")
  let otherwise: Node[] = []
  const [, nested] = /^else\s+if\b([\s\S]*)$/.exec(body.closedBy!) ?? []
  if (nested !== undefined) otherwise = [branch("if", nested, pieces)]
  else if (body.closedBy!.startsWith("else")) {
    const last = block(pieces)
    if (last.closedBy !== "end") fail("unexpected EOF")
    otherwise = last.nodes
  }
  return { kind, expression: pipelineOf(condition), body: body.nodes, otherwise }
}

const TOKEN = /\s+|"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])'|[()|]|\$\w*|\.\w*|[+-]?\d[\w.]*|\w+|[\s\S]/gy

function pipelineOf(text: string): Expression {
  const tokens = Array.from(text.matchAll(TOKEN), ([token]) => token).filter((token) => token.trim())
  const expression = piped(tokens)
  if (tokens.length > 0) fail(`unexpected ${JSON.stringify(tokens[0])} in operand`)
  return expression
}

/** `a | b x` calls b with x and, last, a. */
function piped(tokens: string[]): Expression {
  let result: Expression | undefined
  do {
    const words: Expression[] = []
    const first = tokens[0]
    while (tokens.length > 0 && tokens[0] !== "|" && tokens[0] !== ")") words.push(operand(tokens))
    const [head, ...args] = words
    if (!head) return fail("missing value for command")
    const calls = head.kind === "call" && head.args.length === 0 && first !== "("
    if (!calls && (args.length > 0 || result)) fail(`can't give argument to non-function ${first ?? ""}`)
    result = calls && head.kind === "call" ? { ...head, args: result ? [...args, result] : args } : head
  } while (tokens[0] === "|" && tokens.shift())
  return result
}

function operand(tokens: string[]): Expression {
  const token = tokens.shift()!
  if (token === "(") {
    const inner = piped(tokens)
    if (tokens.shift() !== ")") fail("unclosed left paren")
    return inner
  }
  if (token === ".") return { kind: "dot" }
  if (token.startsWith(".")) return { kind: "field", name: token.slice(1) }
  if (token.startsWith("$")) return { kind: "variable", name: token }
  if (/^["`]/.test(token)) return { kind: "value", value: unquote(token) ?? "" }
  if (token.startsWith("'")) return { kind: "value", value: (unquote(token) ?? "").codePointAt(0) ?? 0 }
  if (/^[+-]?\d/.test(token)) return { kind: "value", value: Number(token) }
  if (token === "true" || token === "false") return { kind: "value", value: token === "true" }
  if (token === "nil") return { kind: "value", value: null }
  if (/^\w+$/.test(token)) return { kind: "call", name: token, args: [] }
  return fail(`unexpected ${JSON.stringify(token)} in command`)
}
