// What Tempo checks of a query before it runs, in its words.
import { RE2JS } from "re2js"
import { INTRINSICS, type FieldExpression, type Metrics, type Query, type ScalarExpression, type Stage, type ValueType } from "./ast.ts"
import { expressionText, scalarFilterText, scalarText } from "./print.ts"
import { QueryError } from "./tokens.ts"

const NUMERIC = new Set<ValueType>(["int", "float", "duration"])
const ARITHMETIC = new Set(["+", "-", "*", "/", "%", "^"])
const EQUALITY = ["=", "!="]
const ORDER = [...EQUALITY, ">", ">=", "<", "<="]
const VALID: Record<Exclude<ValueType, "attribute">, Set<string>> = {
  bool: new Set([...EQUALITY, "&&", "||"]),
  int: new Set([...ORDER, ...ARITHMETIC]),
  float: new Set([...ORDER, ...ARITHMETIC]),
  duration: new Set([...ORDER, ...ARITHMETIC]),
  string: new Set([...ORDER, "=~", "!~"]),
  status: new Set(EQUALITY),
  kind: new Set(EQUALITY),
  nil: new Set(EQUALITY),
}

const isOpen = (type: ValueType) => type === "attribute"
const matches = (a: ValueType, b: ValueType) =>
  a === b || isOpen(a) || isOpen(b) || a === "nil" || b === "nil" || (NUMERIC.has(a) && NUMERIC.has(b))
const takes = (op: string, type: ValueType) => type === "attribute" || VALID[type].has(op)

/** @throws {QueryError} "illegal operation for the given types: …" and the like */
export function check({ spans, metrics, after }: Query): void {
  checkStage(spans)
  if (metrics) checkMetrics(metrics)
  for (const stage of after)
    if (stage.kind !== "threshold" && !(Number.isInteger(stage.limit) && stage.limit > 0))
      throw new QueryError("limit must be greater than 0")
}

function checkMetrics(metrics: Metrics): void {
  if (metrics.kind !== "compare") return
  checkStage(metrics.selection)
  const { topN, startNs, endNs } = metrics
  if (topN <= 0) throw new QueryError("compare() top number of values must be integer greater than 0")
  if (startNs === 0 && endNs === 0) return
  if (startNs <= 0 || endNs <= 0) throw new QueryError("compare() timestamps must be positive integer unix nanoseconds")
  if (endNs <= startNs) throw new QueryError("compare() end timestamp must be greater than start timestamp")
}

function checkStage(stage: Stage): void {
  switch (stage.kind) {
    case "filter":
      if (!stage.expression) return
      if (!["bool", "attribute"].includes(typeOf(stage.expression)))
        throw new QueryError(`span filter field expressions must resolve to a boolean: { ${expressionText(stage.expression)} }`)
      return
    case "operation":
      checkStage(stage.left)
      return checkStage(stage.right)
    case "pipe":
      return stage.stages.forEach(checkStage)
    case "scalar-filter":
      return checkPair(stage.op, scalarType(stage.left), scalarType(stage.right), () => scalarFilterText(stage))
    case "group":
      typeOf(stage.by)
      if (!usesSpan(stage.by)) throw new QueryError(`grouping field expressions must reference the span: by(${expressionText(stage.by)})`)
      return
    case "select":
      return stage.fields.forEach((field) => {
        if (field.kind !== "attribute" && field.kind !== "intrinsic")
          throw new QueryError(`select() only supports attributes: ${expressionText(field)}`)
      })
    case "coalesce":
  }
}

function checkPair(op: string, left: ValueType, right: ValueType, words: () => string): void {
  if (!matches(left, right)) throw new QueryError(`binary operations must operate on the same type: ${words()}`)
  if (!takes(op, left) || !takes(op, right)) throw new QueryError(`illegal operation for the given types: ${words()}`)
}

function typeOf(expression: FieldExpression): ValueType {
  switch (expression.kind) {
    case "attribute":
      return "attribute"
    case "intrinsic":
      return INTRINSICS[expression.intrinsic]
    case "static":
      return expression.type
    case "unary": {
      const type = typeOf(expression.of)
      const isFine = isOpen(type) || (expression.op === "!" ? type === "bool" : NUMERIC.has(type))
      if (!isFine) throw new QueryError(`illegal operation for the given type: ${expressionText(expression)}`)
      return expression.op === "!" ? "bool" : type
    }
    case "binary":
      return binaryType(expression)
  }
}

function binaryType(expression: Extract<FieldExpression, { kind: "binary" }>): ValueType {
  const { op, left, right } = expression
  const types = [typeOf(left), typeOf(right)] as const
  checkPair(op, ...types, () => expressionText(expression))
  if (op === "=~" || op === "!~") checkPattern(right)
  if (!ARITHMETIC.has(op)) return "bool"
  return types.find((type) => !isOpen(type)) ?? "attribute"
}

function checkPattern(pattern: FieldExpression): void {
  if (pattern.kind !== "static") return
  try {
    RE2JS.compile(String(pattern.value))
  } catch (error) {
    throw new QueryError(`invalid regex: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function scalarType(expression: ScalarExpression): ValueType {
  if (expression.kind === "static") return expression.type
  if (expression.kind === "scalar-binary") {
    const types = [scalarType(expression.left), scalarType(expression.right)] as const
    checkPair(expression.op, ...types, () => scalarText(expression))
    return types.find((type) => !isOpen(type)) ?? "attribute"
  }
  if (!expression.of) return "int"
  const type = typeOf(expression.of)
  if (!isOpen(type) && !NUMERIC.has(type))
    throw new QueryError(`aggregate field expressions must resolve to a number type: ${scalarText(expression)}`)
  if (!usesSpan(expression.of)) throw new QueryError(`aggregate field expressions must reference the span: ${scalarText(expression)}`)
  return type
}

function usesSpan(expression: FieldExpression): boolean {
  if (expression.kind === "static") return false
  if (expression.kind === "binary") return usesSpan(expression.left) || usesSpan(expression.right)
  return expression.kind !== "unary" || usesSpan(expression.of)
}
