// What stands behind a selector (`[5m]`, `[1h:5m]`, `offset`, `@`) and behind an operator (`bool`, `on`, `group_left`).
import type { SyntaxNode } from "@lezer/common"
import type { Expr, Matching, Selector, Subquery } from "./ast.ts"
import { childrenOf, labelNames, numberAt, type Source, textOf } from "./atoms.ts"
import { ParseError } from "./errors.ts"

export interface Modifiers {
  bool: boolean
  matching: Matching
}

/** Of a BinaryExpr node. */
export function modifiersOf(source: Source, node: SyntaxNode): Modifiers {
  const parts = childrenOf(node)
  const clause = parts.find((part) => part.name === "MatchingModifierClause")
  if (parts.some((part) => part.name === "FillModifier"))
    throw new ParseError(source.query, node.from, "binop fill modifiers are experimental and not enabled")
  const inside = clause ? childrenOf(clause) : []
  const [labels, include] = inside.filter((part) => part.name === "GroupingLabels").map((part) => labelNames(source, part))
  const many = inside.some((part) => part.name === "GroupLeft")
    ? "left"
    : inside.some((part) => part.name === "GroupRight")
      ? "right"
      : undefined
  return {
    bool: parts.some((part) => part.name === "BoolModifier"),
    matching: { on: inside.some((part) => part.name === "On"), labels: labels ?? [], many, include: include ?? [] },
  }
}

/** A duration in brackets or behind `offset`, in milliseconds; arithmetic on durations is off by default in Prometheus 3. */
function durationAt(source: Source, node: SyntaxNode): number {
  const sign = node.firstChild?.name === "UnaryOp" ? node.firstChild : undefined
  const value = sign ? sign.nextSibling : node.firstChild
  if (sign && value && value.name === node.name) return (textOf(source, sign) === "-" ? -1 : 1) * durationAt(source, value)
  if (value?.name !== "NumberDurationLiteralInDurationContext" || node.lastChild?.to !== value.to)
    throw new ParseError(source.query, node.from, "experimental duration expression is not enabled")
  return Math.round(numberAt(source, value) * 1000)
}

function positive(source: Source, node: SyntaxNode): number {
  const ms = durationAt(source, node)
  if (!(ms > 0)) throw new ParseError(source.query, node.from, "duration must be greater than 0")
  return ms
}

function shifted(source: Source, expr: Expr, what: "offset" | "@"): Selector | Subquery {
  if (expr.kind === "selector" || expr.kind === "subquery") return expr
  if (expr.kind === "range") return expr.selector
  const name = what === "offset" ? "offset modifier" : "@ modifier"
  const reason = `${name} must be preceded by an instant vector selector or range vector selector or a subquery`
  throw new ParseError(source.query, expr.from, reason)
}

function range(source: Source, expr: Expr, node: SyntaxNode): Expr {
  const duration = childrenOf(node).find((part) => part.name === "DurationExpr")
  if (!duration) throw new ParseError(source.query, node.from, "unexpected end of input")
  const rangeMs = positive(source, duration)
  const open = source.text.lastIndexOf("[", duration.from)
  const refuse = (reason: string) => new ParseError(source.query, open, reason)
  if (expr.kind !== "selector") throw refuse("ranges only allowed for vector selectors")
  if (expr.hasOffset) throw refuse("no offset modifiers allowed before range")
  if (expr.at !== undefined) throw refuse("no @ modifiers allowed before range")
  return { kind: "range", selector: expr, rangeMs, from: expr.from, to: node.to }
}

function at(source: Source, expr: Expr, node: SyntaxNode): Expr {
  const target = shifted(source, expr, "@")
  if (target.at !== undefined) throw new ParseError(source.query, expr.from, "@ <timestamp> may not be set multiple times")
  const last = node.lastChild
  if (last?.name === "AtModifierPreprocessors") target.at = textOf(source, last).toLowerCase() === "start" ? "start" : "end"
  else if (last) {
    const signed = /^[-+]\s*/.exec(textOf(source, last))?.[0] ?? ""
    const seconds = numberAt(source, { from: last.from + signed.length, to: last.to }) * (signed.startsWith("-") ? -1 : 1)
    if (!(Math.abs(seconds) < 2 ** 63)) throw new ParseError(source.query, expr.from, "timestamp out of bounds for @ modifier: " + seconds)
    target.at = Math.round(seconds * 1000)
  }
  return expr
}

/** `expr` with what stands behind it. */
export function withPostfix(source: Source, expr: Expr, node: SyntaxNode): Expr {
  const done = postfixed(source, expr, node)
  if (done === expr) expr.to = node.to
  return done
}

function postfixed(source: Source, expr: Expr, node: SyntaxNode): Expr {
  switch (node.name) {
    case "MatrixSelector":
      return range(source, expr, node)
    case "SubqueryExpr": {
      const [duration, step] = childrenOf(node).filter((part) => part.name === "DurationExpr")
      if (!duration) throw new ParseError(source.query, node.from, "unexpected end of input")
      const rangeMs = positive(source, duration)
      const stepMs = step && positive(source, step)
      return { kind: "subquery", expr, rangeMs, stepMs, offsetMs: 0, hasOffset: false, from: expr.from, to: node.to }
    }
    case "OffsetExpr": {
      const target = shifted(source, expr, "offset")
      const duration = node.lastChild
      if (target.hasOffset) throw new ParseError(source.query, expr.from, "offset may not be set multiple times")
      if (duration) target.offsetMs = durationAt(source, duration)
      target.hasOffset = target.offsetMs !== 0
      return expr
    }
    case "StepInvariantExpr":
      return at(source, expr, node)
  }
  const word = node.name === "AnchoredExpr" ? "anchored" : "smoothed"
  throw new ParseError(source.query, expr.from, `${word} modifier is experimental and not enabled`)
}
