// Expressions as functions of a span.
import { RE2JS } from "re2js"
import type { Field, FieldExpression, Filter, Static } from "./ast.ts"
import { getterOf, listGetter, typeOfField, type Getter, type Value } from "./fields.ts"
import type { TraceView } from "./trace-view.ts"

export type Test = (view: TraceView, at: number) => boolean
type Comparison = (left: Value, right: Value) => boolean

const ordered =
  (numbers: (a: number, b: number) => boolean, strings: (a: string, b: string) => boolean): Comparison =>
  (left, right) =>
    typeof left === "number" && typeof right === "number"
      ? numbers(left, right)
      : typeof left === "string" && typeof right === "string" && strings(left, right)

/** What is missing, or of another type, fulfils no comparison; only nil finds it. */
const COMPARISONS: Record<string, Comparison> = {
  "=": (left, right) => left === right,
  "!=": (left, right) => left !== right && (left === undefined || right === undefined || typeof left === typeof right),
  ">": ordered(
    (a, b) => a > b,
    (a, b) => a > b,
  ),
  ">=": ordered(
    (a, b) => a >= b,
    (a, b) => a >= b,
  ),
  "<": ordered(
    (a, b) => a < b,
    (a, b) => a < b,
  ),
  "<=": ordered(
    (a, b) => a <= b,
    (a, b) => a <= b,
  ),
}

/** Arithmetic of field and scalar expressions. */
export const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "^": (a, b) => a ** b,
}

/** `=`, `>` … between two numbers. */
export const compareNumbers = (op: string, left: number, right: number): boolean => COMPARISONS[op]!(left, right)

/** Whether a span passes the filter. */
export function compileFilter({ expression }: Filter): Test {
  if (!expression) return () => true
  return test(expression)
}

function test(expression: FieldExpression): Test {
  if (expression.kind === "binary") {
    if (expression.op === "&&") {
      const [left, right] = [test(expression.left), test(expression.right)]
      return (view, at) => left(view, at) && right(view, at)
    }
    if (expression.op === "||") {
      const [left, right] = [test(expression.left), test(expression.right)]
      return (view, at) => left(view, at) || right(view, at)
    }
    if (!Object.hasOwn(ARITHMETIC, expression.op)) return comparison(expression)
  }
  if (expression.kind === "unary" && expression.op === "!") {
    const of = compile(expression.of)
    return (view, at) => of(view, at) === false
  }
  const value = compile(expression)
  return (view, at) => value(view, at) === true
}

/** The value of an expression on a span. */
export function compile(expression: FieldExpression): Getter {
  switch (expression.kind) {
    case "attribute":
    case "intrinsic":
      return getterOf(expression)
    case "static": {
      const { value } = expression
      return () => value
    }
    case "unary":
      return expression.op === "!" ? test(expression) : negated(compile(expression.of))
    case "binary":
      return Object.hasOwn(ARITHMETIC, expression.op) ? arithmetic(expression) : test(expression)
  }
}

const negated =
  (of: Getter): Getter =>
  (view, at) => {
    const value = of(view, at)
    return typeof value === "number" ? -value : undefined
  }

function arithmetic({ op, left, right }: Extract<FieldExpression, { kind: "binary" }>): Getter {
  const [a, b, calculate] = [compile(left), compile(right), ARITHMETIC[op]!]
  return (view, at) => {
    const [x, y] = [a(view, at), b(view, at)]
    return typeof x === "number" && typeof y === "number" ? calculate(x, y) : undefined
  }
}

const isField = (expression: FieldExpression): expression is Field => expression.kind === "attribute" || expression.kind === "intrinsic"

/** Of something that a span has many of, one that fits is enough. */
export function comparison({ op, left, right }: Extract<FieldExpression, { kind: "binary" }>): Test {
  const literal = right.kind === "static" ? right : left.kind === "static" ? left : undefined
  const compare = right.kind === "static" ? comparisonWith(op, asStored(left, right)) : comparatorOf(op)
  if (literal && !canHold(literal === right ? left : right, literal)) return () => false
  const list = isField(left) ? listGetter(left) : undefined
  const b = right.kind === "static" ? () => undefined : compile(right)
  if (list) {
    if (op === "=" && right.kind === "static" && right.type === "nil")
      return (view, at) => list(view, at).every((item) => item === undefined)
    return (view, at) => list(view, at).some((item) => compare(item, b(view, at)))
  }
  const a = compile(left)
  return (view, at) => compare(a(view, at), b(view, at))
}

/** Whether such a field can be equal to such a literal: an attribute is never a status or a kind. */
function canHold(other: FieldExpression, { type }: Static): boolean {
  if (type !== "status" && type !== "kind") return true
  return isField(other) && typeOfField(other) === type
}

/** Ids are looked for however many zeros they are written with. */
function asStored(left: FieldExpression, literal: Static): Static {
  if (left.kind !== "intrinsic" || typeof literal.value !== "string" || literal.value === "") return literal
  const digits =
    left.intrinsic === "trace:id" || left.intrinsic === "link:traceID"
      ? 32
      : ["span:id", "span:parentID", "link:spanID"].includes(left.intrinsic)
        ? 16
        : 0
  return { ...literal, value: digits > 0 ? literal.value.toLowerCase().padStart(digits, "0") : literal.value }
}

function comparisonWith(op: string, literal: Static): Comparison {
  const { value, type } = literal
  if (op === "=~" || op === "!~") {
    const pattern = anchored(String(value))
    const wanted = op === "=~"
    return (left) => typeof left === "string" && pattern.matches(left) === wanted
  }
  if (type === "nil") return op === "=" ? (left) => left === undefined : (left) => left !== undefined
  const compare = COMPARISONS[op]!
  return (left) => left !== undefined && compare(left, value)
}

function comparatorOf(op: string): Comparison {
  if (op !== "=~" && op !== "!~") return (left, right) => left !== undefined && right !== undefined && COMPARISONS[op]!(left, right)
  return (left, right) => typeof left === "string" && typeof right === "string" && anchored(right).matches(left) === (op === "=~")
}

const MAX_PATTERNS = 200
const patterns = new Map<string, { matches: (text: string) => boolean }>()

/** Go's syntax, anchored at both ends. */
function anchored(source: string): { matches: (text: string) => boolean } {
  const known = patterns.get(source)
  if (known) return known
  const pattern = RE2JS.compile(source)
  const found = { matches: (text: string) => pattern.matches(text) }
  if (patterns.size >= MAX_PATTERNS) patterns.clear()
  patterns.set(source, found)
  return found
}
