import type { Field, Metrics, MetricsOp, SecondStage } from "./ast.ts"
import { parseExpression, parseField } from "./parse-field.ts"
import type { TokenReader } from "./token-reader.ts"

const PLAIN: Record<string, "none" | "field"> = {
  rate: "none",
  count_over_time: "none",
  min_over_time: "field",
  max_over_time: "field",
  avg_over_time: "field",
  sum_over_time: "field",
  histogram_over_time: "field",
}
const DEFAULT_COMPARE_TOP = 10

/** Whether this keyword begins a metrics function. */
export const isMetricsWord = (word: string | undefined): boolean =>
  word !== undefined && (Object.hasOwn(PLAIN, word) || word === "quantile_over_time" || word === "compare")

/** The metrics function that stands here, with its `by ()`. */
export function parseMetrics(reader: TokenReader): Metrics {
  const name = reader.word!
  reader.next()
  reader.expect("(")
  if (name === "compare") return parseCompare(reader)
  if (name === "quantile_over_time") {
    const of = parseField(reader)
    const quantiles: number[] = []
    while (reader.accept(",")) quantiles.push(numberHere(reader))
    if (quantiles.length === 0) throw reader.unexpected()
    reader.expect(")")
    return { kind: name, of, quantiles, by: parseBy(reader) }
  }
  const of = PLAIN[name] === "field" ? parseField(reader) : undefined
  reader.expect(")")
  return { kind: name as MetricsOp | "histogram_over_time", of, by: parseBy(reader) }
}

function parseBy(reader: TokenReader): Field[] {
  if (!reader.accept("by")) return []
  reader.expect("(")
  const fields = [parseField(reader)]
  while (reader.accept(",")) fields.push(parseField(reader))
  reader.expect(")")
  return fields
}

function parseCompare(reader: TokenReader): Metrics {
  reader.expect("{")
  const selection = reader.word === "}" ? { kind: "filter" as const } : { kind: "filter" as const, expression: parseExpression(reader) }
  reader.expect("}")
  const numbers: number[] = []
  while (numbers.length < 3 && reader.accept(",")) numbers.push(numberHere(reader))
  if (numbers.length === 2) throw reader.unexpected()
  reader.expect(")")
  const [topN = DEFAULT_COMPARE_TOP, startNs = 0, endNs = 0] = numbers
  return { kind: "compare", selection, topN, startNs, endNs }
}

function numberHere(reader: TokenReader): number {
  const sign = reader.accept("-") ? -1 : 1
  const token = reader.now
  if (token.kind !== "integer" && token.kind !== "float") throw reader.unexpected()
  reader.next()
  return sign * token.value
}

/** `| topk(5) | bottomk(2)` and a threshold (`> 4`), after the function. */
export function parseSecondStages(reader: TokenReader): SecondStage[] {
  const stages: SecondStage[] = []
  for (;;) {
    const word = reader.word
    if (word !== undefined && [">", ">=", "<", "<=", "=", "!="].includes(word)) {
      reader.next()
      stages.push({ kind: "threshold", op: word, value: thresholdHere(reader) })
    } else if (reader.accept("|")) {
      const kind = reader.word
      if (kind !== "topk" && kind !== "bottomk") throw reader.unexpected()
      reader.next()
      reader.expect("(")
      stages.push({ kind, limit: numberHere(reader) })
      reader.expect(")")
    } else return stages
  }
}

/** Durations are compared in seconds, as the series have them. */
function thresholdHere(reader: TokenReader): number {
  const token = reader.now
  if (token.kind !== "duration") return numberHere(reader)
  reader.next()
  return token.value / 1e9
}
