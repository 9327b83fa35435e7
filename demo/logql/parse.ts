// A LogQL text as data, read from the tree of Grafana's grammar.
import { parser } from "@grafana/lezer-logql"
import type { SyntaxNode } from "@lezer/common"
import { LogqlError, parseError } from "./errors.ts"
import { metricOf } from "./parse-metric.ts"
import { selectorOf, stagesOf } from "./parse-pipeline.ts"
import type { LogQuery, MetricExpr, Query } from "./syntax.ts"
import { syntaxError } from "./syntax-error.ts"
import type { Matcher } from "#demo/promql/storage.ts"

const TOO_LONG = 131_072

const WORDS = /"(?:\\.|[^"\\])*"|`[^`]*`|\bapprox_topk\b|\]\s*offset\s+-?\d[\w.]*/g

/**
 * The grammar has no approx_topk (here it is exact) and no offset behind both a pipeline and an unwrap. Blanks keep the places of errors;
 * an offset is read from the text itself.
 */
function known(text: string): string {
  return text.replaceAll(WORDS, (word) => (/^["`]/.test(word) ? word : (word === "approx_topk" ? "topk" : "]").padEnd(word.length)))
}

function firstFault(root: SyntaxNode): SyntaxNode | undefined {
  const cursor = root.cursor()
  do {
    if (!cursor.type.isError) continue
    const { node } = cursor
    const { parent } = node
    // `{}` is a fault of another kind.
    if (parent?.name === "Selector" && !node.prevSibling && node.to === parent.to) continue
    return node
  } while (cursor.next())
  return undefined
}

/** @throws {LogqlError} in Loki's words */
export function parseQuery(text: string): Query {
  if (text.length > TOO_LONG) throw parseError(`input size too long (${text.length} > ${TOO_LONG})`)
  const root = parser.parse(known(text)).topNode
  const fault = firstFault(root)
  if (fault) throw syntaxError(text, fault)
  const expr = root.getChild("Expr")
  const log = expr?.getChild("LogExpr")
  const metric = expr?.getChild("MetricExpr")
  if (log) return logOf(text, log)
  if (metric) return metricOf(text, metric)
  throw parseError("syntax error: unexpected $end")
}

function logOf(source: string, node: SyntaxNode): LogQuery {
  const inner = node.getChild("LogExpr")
  if (inner) return logOf(source, inner)
  const selector = node.getChild("Selector")
  const pipeline = node.getChild("PipelineExpr")
  return { kind: "log", matchers: selectorOf(source, selector!), stages: pipeline ? stagesOf(source, pipeline) : [] }
}

/** A log query, for what takes nothing else. @throws {LogqlError} */
export function parseLogQuery(text: string): LogQuery {
  const query = parseQuery(text)
  if (query.kind !== "log") throw new LogqlError("only log selector is supported")
  return query
}

/** Matchers of a selector, which may be empty or stand without a pipeline. @throws {LogqlError} */
export function parseSelector(text: string): Matcher[] {
  const root = parser.parse(text).topNode
  const fault = firstFault(root)
  if (fault) throw syntaxError(text, fault)
  const selector = root.getChild("Expr")?.getChild("LogExpr")?.getChild("Selector")
  if (!selector) throw parseError("only label matchers are supported")
  return selectorOf(text, selector, true)
}

/** Selectors inside a query. */
export function selectorsIn(query: Query): Matcher[][] {
  if (query.kind === "log" || query.kind === "range") return [query.matchers]
  if (query.kind === "aggregate" || query.kind === "labelReplace") return selectorsIn(query.inner)
  return query.kind === "binary" ? [query.left, query.right].flatMap((side: MetricExpr) => selectorsIn(side)) : []
}
