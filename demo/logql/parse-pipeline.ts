// Selectors and stages from the tree.
import type { SyntaxNode } from "@lezer/common"
import type { Matcher } from "#demo/promql/storage.ts"
import { parseError, stageError } from "./errors.ts"
import { matcherTest } from "./labels.ts"
import { quote, unquote } from "./strings.ts"
import type { Comparison, LabelFilter, LabelPick, LineFilterStage, Stage } from "./syntax.ts"
import { parseBytes, parseDuration, parseNumber } from "./units.ts"

export const textOf = (source: string, node: SyntaxNode): string => source.slice(node.from, node.to)

/** Nodes of a left-recursive list, in order. */
export function listed(node: SyntaxNode, list: string, item: string): SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name === list) found.push(...listed(child, list, item))
    else if (child.name === item) found.push(child)
  }
  return found
}

export function stringOf(source: string, node: SyntaxNode): string {
  const text = unquote(textOf(source, node))
  if (text === undefined) throw parseError("syntax error: invalid char escape")
  return text
}

const identifier = (source: string, node: SyntaxNode) => {
  const name = node.getChild("Identifier")
  return name ? textOf(source, name) : ""
}

function operatorOf(source: string, node: SyntaxNode): string {
  const first = node.getChild("Identifier")?.nextSibling
  return first ? textOf(source, first) : "="
}

function matcherOf(source: string, node: SyntaxNode): Matcher {
  const matcher: Matcher = {
    name: identifier(source, node),
    op: operatorOf(source, node) as Matcher["op"],
    value: stringOf(source, node.getChild("String")!),
  }
  try {
    matcherTest(matcher)
  } catch (error) {
    throw parseError(error instanceof Error ? error.message : String(error))
  }
  return matcher
}

const NEEDS_ONE =
  'queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will'

/** @param anything whether a selector that every stream meets will do */
export function selectorOf(source: string, node: SyntaxNode, anything = false): Matcher[] {
  const list = node.getChild("Matchers")
  const matchers = list ? listed(list, "Matchers", "Matcher").map((each) => matcherOf(source, each)) : []
  if (!anything && matchers.every((matcher) => matcherTest(matcher)(""))) throw parseError(NEEDS_ONE)
  return matchers
}

/** @param node a PipelineExpr */
export function stagesOf(source: string, node: SyntaxNode): Stage[] {
  return listed(node, "PipelineExpr", "PipelineStage").flatMap((stage) => {
    const filters = stage.getChild("LineFilters")
    if (filters) return listed(filters, "LineFilters", "LineFilter").map((filter) => lineFilterOf(source, filter))
    const body = stage.lastChild!
    const read = READERS[body.name]
    if (!read) throw parseError(`syntax error: unexpected ${textOf(source, body)}`)
    return [read(source, body)]
  })
}

function lineFilterOf(source: string, node: SyntaxNode): Stage {
  const op = textOf(source, node.getChild("Filter")!) as LineFilterStage["op"]
  const alternatives: LineFilterStage["alternatives"] = []
  for (let holder: SyntaxNode | null = node; holder; holder = holder.getChild("OrFilter"))
    alternatives.push({ text: stringOf(source, holder.getChild("String")!), ip: holder.getChild("FilterOp") !== null })
  const printed = alternatives.map(({ text, ip }) => (ip ? `ip(${quote(text)})` : quote(text))).join(" or ")
  return { kind: "lineFilter", op, alternatives, source: `${op} ${printed}` }
}

function extractionsOf(source: string, node: SyntaxNode) {
  const list = node.getChild("LabelExtractionExpressionList")
  if (!list) return []
  return listed(list, "LabelExtractionExpressionList", "LabelExtractionExpression").map((each) => {
    const label = identifier(source, each)
    const path = each.getChild("String")
    return { label, path: path ? stringOf(source, path) : label }
  })
}

function picksOf(source: string, node: SyntaxNode, list: string, item: string): LabelPick[] {
  return listed(node.getChild(list)!, list, item).map((each) => {
    const matcher = each.getChild("Matcher")
    return matcher ? { name: identifier(source, matcher), matcher: matcherOf(source, matcher) } : { name: identifier(source, each) }
  })
}

const printed = (source: string, node: SyntaxNode) => `| ${textOf(source, node).trim()}`

function parserOf(source: string, node: SyntaxNode): Stage {
  const word = textOf(source, node.firstChild!).toLowerCase()
  const text = node.getChild("String") ? stringOf(source, node.getChild("String")!) : ""
  const print = text ? `| ${word} ${quote(text)}` : `| ${word}`
  if (word === "json") return { kind: "json", expressions: [], source: print }
  if (word === "unpack") return { kind: "unpack", source: print }
  return { kind: word === "regexp" ? "regexp" : "pattern", text, source: print }
}

function logfmtOf(source: string, node: SyntaxNode): Stage {
  const flags = node.getChild("LogfmtParserFlags")
  const words = flags ? textOf(source, flags) : ""
  return {
    kind: "logfmt",
    expressions: extractionsOf(source, node),
    strict: words.includes("--strict"),
    keepEmpty: words.includes("--keep-empty"),
    source: printed(source, node),
  }
}

const READERS: Record<string, (source: string, node: SyntaxNode) => Stage> = {
  LabelParser: parserOf,
  JsonExpressionParser: (source, node) => ({ kind: "json", expressions: extractionsOf(source, node), source: printed(source, node) }),
  LogfmtParser: logfmtOf,
  LogfmtExpressionParser: logfmtOf,
  LabelFilter: (source, node) => ({ kind: "labelFilter", filter: filterOf(source, node), source: printed(source, node) }),
  LineFormatExpr: (source, node) => {
    const template = stringOf(source, node.getChild("String")!)
    return { kind: "lineFormat", template, source: `| line_format ${quote(template)}` }
  },
  LabelFormatExpr: (source, node) => ({
    kind: "labelFormat",
    formats: listed(node.getChild("LabelsFormat")!, "LabelsFormat", "LabelFormatMatcher").map((each) => {
      const template = each.getChild("String")
      const from = template ? { template: stringOf(source, template) } : { rename: textOf(source, each.lastChild!) }
      return { label: identifier(source, each), from }
    }),
    source: printed(source, node),
  }),
  DecolorizeExpr: () => ({ kind: "decolorize", source: "| decolorize" }),
  DropLabelsExpr: (source, node) => ({
    kind: "drop",
    labels: picksOf(source, node, "DropLabels", "DropLabel"),
    source: printed(source, node),
  }),
  KeepLabelsExpr: (source, node) => ({
    kind: "keep",
    labels: picksOf(source, node, "KeepLabels", "KeepLabel"),
    source: printed(source, node),
  }),
}

/** @param node a LabelFilter */
export function filterOf(source: string, node: SyntaxNode): LabelFilter {
  const [left, right] = node.getChildren("LabelFilter")
  if (left && right) {
    const kind = node.getChild("Or") ? "or" : "and"
    return { kind, left: filterOf(source, left), right: filterOf(source, right) }
  }
  if (left) return filterOf(source, left)
  const body = node.firstChild?.name === "UnitFilter" ? node.firstChild.firstChild! : node.firstChild!
  if (body.name === "Matcher") return { kind: "string", matcher: matcherOf(source, body) }
  const name = identifier(source, body)
  const op = operatorOf(source, body)
  if (body.name === "IpLabelFilter") return { kind: "ip", name, negated: op === "!=", pattern: stringOf(source, body.getChild("String")!) }
  return { ...quantityOf(textOf(source, body.lastChild!), body.name), name, op: (op === "=" ? "==" : op) as Comparison }
}

function quantityOf(text: string, node: string): { kind: "number" | "duration" | "bytes"; value: number } {
  const kind = node === "DurationFilter" ? "duration" : node === "BytesFilter" ? "bytes" : "number"
  const read = { duration: (word: string) => parseDuration(word, true), bytes: parseBytes, number: parseNumber }[kind]
  const value = read(text.replaceAll(/\s/g, ""))
  if (value === undefined) throw stageError(text, `invalid ${kind} ${quote(text)}`)
  return { kind, value }
}
