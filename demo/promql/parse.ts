// A query's text → its tree. The Lezer grammar finds the parts; precedence is Prometheus' own (the grammar, made for editors, binds
// `offset`, `@`, ranges and signs more loosely than the server does).
import type { SyntaxNode } from "@lezer/common"
import { parser } from "@prometheus-io/lezer-promql"
import type { Expr, Span } from "./ast.ts"
import { atom, type Source } from "./atoms.ts"
import { check } from "./check.ts"
import { ParseError } from "./errors.ts"
import { lex, type Lexed, type Token } from "./lexer.ts"
import { type Modifiers, modifiersOf, withPostfix } from "./modifiers.ts"
import { isExperimental, signature } from "./signatures.ts"
import type { Matcher } from "./storage.ts"
import { isUnknownCall, syntaxError } from "./syntax-error.ts"

const strict = parser.configure({ strict: true })
const LONGEST_QUERY = 20_000

type Piece =
  | { is: "operand"; node: SyntaxNode }
  | { is: "prefix"; op: "+" | "-"; from: number }
  | { is: "infix"; op: string; modifiers: Modifiers; from: number; to: number }
  | { is: "postfix"; node: SyntaxNode }

const PRECEDENCE: Record<string, number> = {
  or: 1,
  and: 2,
  unless: 2,
  "==": 3,
  ">=": 3,
  ">": 3,
  "<": 3,
  "<=": 3,
  "!=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  atan2: 5,
  "^": 6,
}
const POWER = 6
const POSTFIX = new Set(["MatrixSelector", "SubqueryExpr", "OffsetExpr", "StepInvariantExpr", "AnchoredExpr", "SmoothedExpr"])

/** Operands and operators of a part without parentheses, as they were written. */
function pieces(source: Source, node: SyntaxNode, into: Piece[]): Piece[] {
  const first = node.firstChild
  const last = node.lastChild
  if (node.name === "BinaryExpr" && first && last) {
    const op = first.nextSibling
    pieces(source, first, into)
    if (op) {
      const text = source.text.slice(op.from, op.to).toLowerCase()
      into.push({ is: "infix", op: text, modifiers: modifiersOf(source, node), from: op.from, to: last.from })
    }
    return pieces(source, last, into)
  }
  if (node.name === "UnaryExpr" && first && last) {
    into.push({ is: "prefix", op: source.text[first.from] === "-" ? "-" : "+", from: first.from })
    return pieces(source, last, into)
  }
  if (POSTFIX.has(node.name) && first) {
    pieces(source, first, into)
    into.push({ is: "postfix", node })
    return into
  }
  const sign = source.text[node.from]
  if (node.name === "NumberDurationLiteral" && (sign === "-" || sign === "+")) into.push({ is: "prefix", op: sign, from: node.from })
  into.push({ is: "operand", node })
  return into
}

class Climber {
  readonly source: Source
  readonly pieces: Piece[]
  #at = 0

  constructor(source: Source, node: SyntaxNode) {
    this.source = source
    this.pieces = pieces(source, node, [])
  }

  expression(least: number): Expr {
    let left = this.#operand()
    for (;;) {
      const piece = this.pieces[this.#at]
      const precedence = piece?.is === "infix" ? PRECEDENCE[piece.op] : undefined
      if (piece?.is !== "infix") return left
      if (precedence === undefined) throw new ParseError(this.source.query, piece.from, `unexpected character: '${piece.op}'`)
      if (precedence < least) return left
      this.#at++
      const right = this.expression(precedence === POWER ? precedence : precedence + 1)
      left = { kind: "binary", op: piece.op, left, right, ...piece.modifiers, from: left.from, to: right.to }
    }
  }

  #operand(): Expr {
    const piece = this.pieces[this.#at++]
    if (piece?.is === "prefix") {
      const expr = this.expression(POWER)
      if (expr.kind === "number") return { ...expr, value: piece.op === "-" ? -expr.value : expr.value, from: piece.from }
      return { kind: "unary", op: piece.op, expr, from: piece.from, to: expr.to }
    }
    if (piece?.is !== "operand") throw new ParseError(this.source.query, 0, "unexpected end of input")
    let expr = atom(this.source, piece.node, build)
    for (let next = this.pieces[this.#at]; next?.is === "postfix"; next = this.pieces[++this.#at])
      expr = withPostfix(this.source, expr, next.node)
    return expr
  }
}

function build(source: Source, node: SyntaxNode): Expr {
  return new Climber(source, node).expression(0)
}

/** The tokens at their places, without comments; `shown` may give one other text of the same length. */
function spelled({ tokens }: Lexed, shown: (token: Token, at: number) => string): string {
  return tokens.reduce((text, token, at) => text.padEnd(token.from) + shown(token, at), "")
}

/** The names of functions that the grammar doesn't know are replaced by one that it does, and numbers by plain ones. */
function forGrammar(lexed: Lexed): string {
  const { tokens } = lexed
  return spelled(lexed, (token, at) => {
    if (token.type === "number" && /^[\d.]/.test(token.text)) return "1".repeat(token.text.length)
    if (!isUnknownCall(tokens, at)) return token.text
    if (token.text.length > 1) return "pi".padEnd(token.text.length)
    // No function of the grammar has one letter; where an operand may stand its brackets alone do as well.
    const before = tokens[at - 1]
    return !before || before.type === "operator" || before.text === "(" || before.text === "," ? " " : token.text
  })
}

/** Refuses what Prometheus parses as a name and then doesn't find. */
export function functionNamed(query: string, name: string, { from }: Span) {
  const found = signature(name)
  if (found) return found
  const reason = isExperimental(name) ? `function "${name}" is not enabled` : `unknown function with name "${name}"`
  throw new ParseError(query, from, reason)
}

function unchecked(query: string, lexed: Lexed): Expr {
  const text = forGrammar(lexed)
  let top: SyntaxNode | null
  try {
    if (lexed.error) throw new SyntaxError(`No parse at ${firstRefusal(text)}`)
    top = strict.parse(text).topNode.firstChild
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw syntaxError(query, lexed, Number(/\d+$/.exec(error.message)?.[0] ?? 0))
  }
  if (!top) throw syntaxError(query, lexed, 0)
  const unknown = lexed.tokens.find((token, at) => token.text.length === 1 && isUnknownCall(lexed.tokens, at))
  if (unknown) throw new ParseError(query, unknown.from, `unknown function with name "${unknown.text}"`)
  return build({ query, text: spelled(lexed, (token) => token.text), functionNamed }, top)
}

/**
 * The tree of a query, its types checked.
 * @throws ParseError with Prometheus' words
 */
export function parse(query: string): Expr {
  const expr = unchecked(query, tokensOf(query))
  check(query, expr)
  return expr
}

/**
 * The matchers of a bare selector, as `match[]` takes it.
 * @throws ParseError
 */
export function parseSelector(query: string): Matcher[] {
  const lexed = tokensOf(query)
  const expr = unchecked(query, lexed)
  const last = lexed.tokens.findIndex(
    (token, at) => token.text === "}" || (at === 0 && token.text !== "{" && lexed.tokens[1]?.text !== "{"),
  )
  const rest = lexed.tokens[last + 1]
  if (expr.kind !== "selector" || rest?.type !== "end of input") throw syntaxError(query, lexed, rest?.from ?? 0, true)
  return expr.matchers
}

function tokensOf(query: string): Lexed {
  if (query.length > LONGEST_QUERY) throw new ParseError(query, LONGEST_QUERY, "the query is too long")
  return lex(query)
}

/** Where the grammar stops; the end when it has nothing against the text. */
function firstRefusal(text: string): number {
  try {
    strict.parse(text)
    return text.length
  } catch (error) {
    return Number(/\d+$/.exec(String(error))?.[0] ?? 0)
  }
}
