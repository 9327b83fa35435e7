// The parts of a query that stand for themselves: literals, selectors, calls, aggregations, parentheses.
import type { SyntaxNode } from "@lezer/common"
import { RE2JS } from "re2js"
import type { Aggregate, AggregateOp, Expr, Selector, Span } from "./ast.ts"
import { ParseError, quoted } from "./errors.ts"
import { numberOf, unquote } from "./literals.ts"
import type { Signature } from "./signatures.ts"
import type { Matcher } from "./storage.ts"

export interface Source {
  query: string
  text: string
  functionNamed(query: string, name: string, span: Span): Signature
}

/** A part in parentheses, or an argument. */
export type Build = (source: Source, node: SyntaxNode) => Expr

export const textOf = ({ text }: Source, node: Span) => text.slice(node.from, node.to)

/** The children of a node. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child)
  return found
}

export function numberAt(source: Source, node: Span): number {
  try {
    return numberOf(textOf(source, node))
  } catch (error) {
    if (error instanceof RangeError) throw new ParseError(source.query, node.from, error.message)
    throw error
  }
}

/** `("a", b,)` → the labels' names. */
export function labelNames(source: Source, node: SyntaxNode): string[] {
  return childrenOf(node).map((child) => (child.name === "QuotedLabelName" ? unquote(textOf(source, child)) : textOf(source, child)))
}

function matcher(source: Source, node: SyntaxNode): Matcher {
  if (node.name === "QuotedLabelName") return { name: "__name__", op: "=", value: unquote(textOf(source, node)) }
  const [label, op, value] = childrenOf(node)
  if (!label || !op || !value) throw new ParseError(source.query, node.from, "unexpected label matcher")
  const name = label.name === "QuotedLabelName" ? unquote(textOf(source, label)) : textOf(source, label)
  const found = { name, op: textOf(source, op) as Matcher["op"], value: unquote(textOf(source, value)) }
  if (found.op === "=~" || found.op === "!~")
    try {
      RE2JS.compile(`^(?s:${found.value})$`)
    } catch (error) {
      throw new ParseError(source.query, node.from, error instanceof Error ? error.message : String(error))
    }
  return found
}

function selector(source: Source, node: SyntaxNode): Selector {
  const parts = childrenOf(node)
  const name = parts.find((part) => part.name === "Identifier")
  const braces = parts.find((part) => part.name === "LabelMatchers")
  const matchers = braces ? childrenOf(braces).map((child) => matcher(source, child)) : []
  const text = name && textOf(source, name)
  if (text) matchers.push({ name: "__name__", op: "=", value: text })
  return { kind: "selector", name: text, matchers, offsetMs: 0, hasOffset: false, from: node.from, to: node.to }
}

const WITH_PARAM = new Set(["topk", "bottomk", "quantile", "count_values"])

function aggregate(source: Source, node: SyntaxNode, build: Build): Aggregate {
  const parts = childrenOf(node)
  const op = textOf(source, parts[0] ?? node).toLowerCase()
  const modifier = parts.find((part) => part.name === "AggregateModifier")
  const body = parts.find((part) => part.name === "FunctionCallBody")
  const args = body ? childrenOf(body).map((child) => build(source, child)) : []
  const refuse = (reason: string) => new ParseError(source.query, node.from, reason)
  if (!args.length) throw refuse("no arguments for aggregate expression provided")
  if (op === "limitk" || op === "limit_ratio")
    throw refuse(`${op}() is experimental and must be enabled with --enable-feature=promql-experimental-functions`)
  const wanted = WITH_PARAM.has(op) ? 2 : 1
  const expr = args[wanted - 1]
  if (args.length !== wanted || !expr)
    throw refuse(`wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`)
  const grouping = modifier?.lastChild
  return {
    kind: "aggregate",
    op: op as AggregateOp,
    expr,
    param: wanted === 2 ? args[0] : undefined,
    without: modifier?.firstChild?.name === "Without",
    labels: grouping ? labelNames(source, grouping) : [],
    from: node.from,
    to: node.to,
  }
}

/** The tree of a part that no operator stands in (outside parentheses). */
export function atom(source: Source, node: SyntaxNode, build: Build): Expr {
  const { from, to } = node
  switch (node.name) {
    case "NumberDurationLiteral": {
      const signed = /^[-+]\s*/.exec(textOf(source, node))?.[0].length ?? 0
      return { kind: "number", value: numberAt(source, { from: from + signed, to }), from: from + signed, to }
    }
    case "StringLiteral":
      return { kind: "string", value: unquote(textOf(source, node)), from, to }
    case "VectorSelector":
      return selector(source, node)
    case "AggregateExpr":
      return aggregate(source, node, build)
    case "FunctionCall": {
      const [name, body] = childrenOf(node)
      const words = /^[\w:]+/.exec(source.text.slice(from))?.[0] ?? textOf(source, name ?? node)
      const args = body ? childrenOf(body).map((child) => build(source, child)) : []
      return { kind: "call", of: source.functionNamed(source.query, words, { from, to }), args, from, to }
    }
    case "ParenExpr": {
      const inner = childrenOf(node)[0]
      if (inner) return { kind: "paren", expr: build(source, inner), from, to }
    }
  }
  throw new ParseError(source.query, from, `unexpected ${quoted(textOf(source, node))}`)
}
