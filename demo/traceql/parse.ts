// The grammar of Tempo's expr.y. The Lezer grammar of the editor is made for colours: there all operators bind alike.
import type { AggregateOp, Filter, Query, ScalarExpression, Stage } from "./ast.ts"
import { check } from "./check.ts"
import { fieldHere, parseExpression, staticHere } from "./parse-field.ts"
import { isMetricsWord, parseMetrics, parseSecondStages } from "./parse-metrics.ts"
import { TokenReader } from "./token-reader.ts"

const STRUCTURAL = new Set([">", ">>", "<", "<<", "~", "!>", "!>>", "!<", "!<<", "!~", "&>", "&>>", "&<", "&<<", "&~"])
const COMPARISONS = new Set(["=", "!=", ">", ">=", "<", "<="])
const ARITHMETIC: Record<string, number> = { "+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 3 }
const AGGREGATES = new Set(["count", "avg", "max", "min", "sum"])

/**
 * Reads and checks a query.
 * @throws {QueryError} in Tempo's words
 */
export function parseQuery(text: string): Query {
  const reader = new TokenReader(text)
  const stages: Stage[] = [parseOperation(reader)]
  const query: Query = { spans: stages[0]!, after: [], hints: {} }
  while (reader.accept("|")) {
    if (isMetricsWord(reader.word)) {
      query.metrics = parseMetrics(reader)
      query.after = parseSecondStages(reader)
      break
    }
    stages.push(parseOperation(reader))
  }
  if (stages.length > 1) query.spans = { kind: "pipe", stages }
  if (reader.accept("with")) query.hints = parseHints(reader)
  if (reader.now.kind !== "end") throw reader.unexpected()
  check(query)
  return query
}

/** `{ }`, with the braces. */
export function parseFilter(reader: TokenReader): Filter {
  reader.expect("{")
  if (reader.accept("}")) return { kind: "filter" }
  const expression = parseExpression(reader)
  reader.expect("}")
  return { kind: "filter", expression }
}

function parsePipe(reader: TokenReader): Stage {
  const stages = [parseOperation(reader)]
  while (reader.accept("|")) stages.push(parseOperation(reader))
  return stages.length === 1 ? stages[0]! : { kind: "pipe", stages }
}

function parseOperation(reader: TokenReader, loosest = 0): Stage {
  return reader.nested(() => {
    let left = parseStage(reader)
    for (;;) {
      const op = reader.word
      const binding = op === "&&" || op === "||" ? 1 : op !== undefined && STRUCTURAL.has(op) ? 2 : 0
      if (op === undefined || binding <= loosest) return left
      reader.next()
      left = { kind: "operation", op, left, right: parseOperation(reader, binding) }
    }
  })
}

function parseStage(reader: TokenReader): Stage {
  const word = reader.word
  if (word === "{") return parseFilter(reader)
  if (word !== undefined && AGGREGATES.has(word)) return parseScalarFilter(reader)
  if (reader.accept("(")) {
    const inner = parsePipe(reader)
    reader.expect(")")
    return inner
  }
  if (reader.accept("by")) {
    const by = inParentheses(reader, () => parseExpression(reader))
    return { kind: "group", by }
  }
  if (reader.accept("coalesce")) return inParentheses(reader, () => ({ kind: "coalesce" }))
  if (reader.accept("select")) {
    const fields = inParentheses(reader, () => {
      const fields = [parseExpression(reader)]
      while (reader.accept(",")) fields.push(parseExpression(reader))
      return fields
    })
    return { kind: "select", fields }
  }
  throw reader.unexpected()
}

function inParentheses<Inner>(reader: TokenReader, read: () => Inner): Inner {
  reader.expect("(")
  const inner = read()
  reader.expect(")")
  return inner
}

function parseScalarFilter(reader: TokenReader): Stage {
  const left = parseScalar(reader)
  const op = reader.word
  if (op === undefined || !COMPARISONS.has(op)) throw reader.unexpected()
  reader.next()
  return { kind: "scalar-filter", op, left, right: parseScalar(reader) }
}

function parseScalar(reader: TokenReader, loosest = 0): ScalarExpression {
  return reader.nested(() => {
    let left = parseScalarOperand(reader)
    for (;;) {
      const op = reader.word
      const binding = op === undefined ? undefined : ARITHMETIC[op]
      if (op === undefined || binding === undefined || binding <= loosest) return left
      reader.next()
      left = { kind: "scalar-binary", op, left, right: parseScalar(reader, binding) }
    }
  })
}

function parseScalarOperand(reader: TokenReader): ScalarExpression {
  const word = reader.word
  if (word !== undefined && AGGREGATES.has(word)) {
    reader.next()
    const op = word as AggregateOp
    return { kind: "aggregate", op, of: inParentheses(reader, () => (op === "count" ? undefined : parseExpression(reader))) }
  }
  if (word === "(") return inParentheses(reader, () => parseScalar(reader))
  const sign = reader.accept("-") ? -1 : 1
  const found = staticHere(reader)
  if (!found) throw reader.unexpected()
  return typeof found.value === "number" ? { ...found, value: sign * found.value } : found
}

function parseHints(reader: TokenReader): Query["hints"] {
  return inParentheses(reader, () => {
    const hints: Query["hints"] = {}
    do {
      const name = reader.next()
      if (name.kind !== "identifier") throw reader.unexpected()
      reader.expect("=")
      const value = staticHere(reader)
      if (value?.value === undefined) throw reader.unexpected()
      hints[name.text] = value.value
    } while (reader.accept(","))
    return hints
  })
}

/**
 * Of a query that is being typed: its finished `field op literal` conditions, joined by &&; undefined when nothing can be taken from it.
 * Never throws: Tempo ignores what it can't read here.
 */
export function parseWhatIsFinished(text: string): Filter | undefined {
  try {
    const { spans } = parseQuery(text)
    return spans.kind === "filter" ? spans : finishedConditions(text)
  } catch {
    try {
      return finishedConditions(text)
    } catch {
      return undefined
    }
  }
}

function finishedConditions(text: string): Filter | undefined {
  if (text.includes("||")) return undefined
  const reader = new TokenReader(text)
  const found: Filter = { kind: "filter" }
  while (reader.now.kind !== "end") {
    const left = fieldHere(reader)
    if (!left) {
      reader.next()
      continue
    }
    const op = reader.word
    if (op === undefined || !(COMPARISONS.has(op) || op === "=~" || op === "!~")) continue
    reader.next()
    const right = staticHere(reader)
    if (!right) continue
    const condition = { kind: "binary", op, left, right } as const
    check({ spans: { kind: "filter", expression: condition }, after: [], hints: {} })
    found.expression = found.expression ? { kind: "binary", op: "&&", left: found.expression, right: condition } : condition
  }
  return found.expression ? found : undefined
}
