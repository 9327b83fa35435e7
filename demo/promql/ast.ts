// A query as a tree: what the parser makes and the engine evaluates.
import type { Signature } from "./signatures.ts"
import type { Matcher } from "./storage.ts"

export type ValueType = "scalar" | "vector" | "matrix" | "string"

/** Characters of the query. */
export interface Span {
  from: number
  to: number
}

/** `offset` and `@`, which a selector and a subquery may carry. */
export interface Shift {
  offsetMs: number
  hasOffset: boolean
  /** A fixed time in milliseconds, or the start or the end of the whole query. */
  at?: number | "start" | "end"
}

export interface NumberLiteral extends Span {
  kind: "number"
  value: number
}
export interface StringLiteral extends Span {
  kind: "string"
  value: string
}
export interface Selector extends Span, Shift {
  kind: "selector"
  /** Written before the braces. */
  name?: string
  matchers: Matcher[]
}
export interface Range extends Span {
  kind: "range"
  selector: Selector
  rangeMs: number
}
export interface Subquery extends Span, Shift {
  kind: "subquery"
  expr: Expr
  rangeMs: number
  /** Absent: the server's default. */
  stepMs?: number
}
export interface Call extends Span {
  kind: "call"
  of: Signature
  args: Expr[]
}
export type AggregateOp =
  | "sum"
  | "avg"
  | "min"
  | "max"
  | "count"
  | "group"
  | "stddev"
  | "stdvar"
  | "topk"
  | "bottomk"
  | "quantile"
  | "count_values"
export interface Aggregate extends Span {
  kind: "aggregate"
  op: AggregateOp
  expr: Expr
  param?: Expr
  without: boolean
  labels: string[]
}
export interface Matching {
  on: boolean
  labels: string[]
  /** Which side has many series for one of the other. */
  many?: "left" | "right"
  include: string[]
}
export interface Binary extends Span {
  kind: "binary"
  op: string
  left: Expr
  right: Expr
  bool: boolean
  matching: Matching
}
export interface Unary extends Span {
  kind: "unary"
  op: "+" | "-"
  expr: Expr
}
export interface Paren extends Span {
  kind: "paren"
  expr: Expr
}
export type Expr = NumberLiteral | StringLiteral | Selector | Range | Subquery | Call | Aggregate | Binary | Unary | Paren

export const isComparison = (op: string) => op === "==" || op === "!=" || op === ">" || op === "<" || op === ">=" || op === "<="
export const isSetOperator = (op: string) => op === "and" || op === "or" || op === "unless"

/** What a tree evaluates to. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case "number":
      return "scalar"
    case "string":
      return "string"
    case "selector":
    case "aggregate":
      return "vector"
    case "range":
    case "subquery":
      return "matrix"
    case "call":
      return expr.of.returns
    case "binary":
      return typeOf(expr.left) === "scalar" && typeOf(expr.right) === "scalar" ? "scalar" : "vector"
    case "unary":
    case "paren":
      return typeOf(expr.expr)
  }
}

/** A tree without the parentheses around it. */
export function bare(expr: Expr): Expr {
  return expr.kind === "paren" ? bare(expr.expr) : expr
}
