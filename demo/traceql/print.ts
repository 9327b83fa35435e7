// Expressions in Tempo's own spelling, for its messages and for the names of computed attributes.
import { durationText } from "./durations.ts"
import { intrinsicText, type Field, type FieldExpression, type ScalarExpression, type Stage, type Static } from "./ast.ts"

/** "resource.service.name", ".x", "parent.span.x", "duration"; what has spaces is quoted. */
export function fieldText(field: Field): string {
  if (field.kind === "intrinsic") return intrinsicText(field.intrinsic)
  const name = /[\s{}()=~!<>&|^,"]/.test(field.name) ? JSON.stringify(field.name) : field.name
  return `${field.parent ? "parent" : ""}${field.scope ? `${field.parent ? "." : ""}${field.scope}` : ""}.${name}`
}

export function staticText({ type, value }: Static): string {
  if (type === "string") return `\`${String(value)}\``
  if (type === "duration") return durationText(value as number)
  return type === "nil" ? "nil" : String(value)
}

const wrapped = (expression: FieldExpression): string =>
  expression.kind === "binary" || expression.kind === "unary" ? `(${expressionText(expression)})` : expressionText(expression)

export function expressionText(expression: FieldExpression): string {
  switch (expression.kind) {
    case "attribute":
    case "intrinsic":
      return fieldText(expression)
    case "static":
      return staticText(expression)
    case "unary":
      return `${expression.op}${wrapped(expression.of)}`
    case "binary":
      return `${wrapped(expression.left)} ${expression.op} ${wrapped(expression.right)}`
  }
}

export function scalarText(expression: ScalarExpression): string {
  if (expression.kind === "static") return staticText(expression)
  if (expression.kind === "aggregate") return `${expression.op}(${expression.of ? expressionText(expression.of) : ""})`
  return `(${scalarText(expression.left)}) ${expression.op} (${scalarText(expression.right)})`
}

export function scalarFilterText({ left, op, right }: Extract<Stage, { kind: "scalar-filter" }>): string {
  return `(${scalarText(left)}) ${op} (${scalarText(right)})`
}
