// Metric expressions from the tree.
import type { SyntaxNode } from "@lezer/common"
import { parseError } from "./errors.ts"
import { filterOf, listed, selectorOf, stagesOf, stringOf, textOf } from "./parse-pipeline.ts"
import { compile } from "./regex.ts"
import type { BinaryExpr, Grouping, MetricExpr, RangeExpr, Stage, Unwrap, VectorMatching } from "./syntax.ts"
import { parseDuration, parseNumber } from "./units.ts"

/** @param node a MetricExpr */
export function metricOf(source: string, node: SyntaxNode): MetricExpr {
  const body = node.firstChild!
  const read = READERS[body.name]
  if (!read) throw parseError(`syntax error: unexpected ${textOf(source, body)}`)
  return read(source, body)
}

const READERS: Record<string, (source: string, node: SyntaxNode) => MetricExpr> = {
  MetricExpr: metricOf,
  RangeAggregationExpr: rangeOf,
  VectorAggregationExpr: (source, node) => {
    const op = operatorOf(source, node.getChild("VectorOp")!)
    const parameter = node.getChild("Number")
    if (/^(?:topk|bottomk)$/.test(op) && !parameter) throw parseError(`parameter required for operation ${op}`)
    const value = parameter ? Number(textOf(source, parameter)) : undefined
    if (value !== undefined && value < 1) throw parseError(`invalid parameter (must be greater than 0) ${op}(${value},`)
    return {
      kind: "aggregate",
      op,
      parameter: value,
      grouping: groupingOf(source, node),
      inner: metricOf(source, node.getChild("MetricExpr")!),
    }
  },
  BinOpExpr: (source, node) => climb(flattened(source, node), 0),
  LiteralExpr: (source, node) => ({ kind: "literal", value: parseNumber(textOf(source, node).replaceAll(/\s/g, "")) ?? Number.NaN }),
  VectorExpr: (source, node) => ({ kind: "vector", value: Number(textOf(source, node.getChild("Number")!)) }),
  LabelReplaceExpr: (source, node) => {
    const [target, replacement, from, pattern] = node.getChildren("String").map((each) => stringOf(source, each))
    try {
      compile(pattern!)
    } catch (error) {
      throw parseError(`invalid regex in label_replace: ${(error as Error).message}`)
    }
    return {
      kind: "labelReplace",
      inner: metricOf(source, node.getChild("MetricExpr")!),
      target: target!,
      replacement: replacement!,
      from: from!,
      pattern: pattern!,
    }
  },
}

/** The grammar was shown "topk" where "approx_topk" stands. */
function operatorOf(source: string, node: SyntaxNode): string {
  return source.startsWith("approx_topk", node.from) ? "topk" : textOf(source, node).toLowerCase()
}

function groupingOf(source: string, node: SyntaxNode): Grouping | undefined {
  const grouping = node.getChild("Grouping")
  if (!grouping) return undefined
  const labels = grouping.getChild("Labels")
  return {
    without: grouping.getChild("Without") !== null,
    labels: labels ? listed(labels, "Labels", "Identifier").map((each) => textOf(source, each)) : [],
  }
}

const UNWRAPS = /^(?:(?:sum|avg|max|min|stddev|stdvar|quantile|first|last)_over_time|rate_counter)$/
const GROUPS = /^(?:(?:avg|max|min|stddev|stdvar|quantile|first|last)_over_time)$/

function rangeOf(source: string, node: SyntaxNode): RangeExpr {
  const op = textOf(source, node.getChild("RangeOp")!).toLowerCase()
  const log = node.getChild("LogRangeExpr")!
  const unwrap = log.getChild("UnwrapExpr")
  const grouping = groupingOf(source, node)
  if (unwrap ? !UNWRAPS.test(op) && op !== "rate" && op !== "absent_over_time" : UNWRAPS.test(op))
    throw parseError(`invalid aggregation ${op} ${unwrap ? "with" : "without"} unwrap`)
  if (grouping && !GROUPS.test(op)) throw parseError(`grouping not allowed for ${op} aggregation`)
  const pipeline = log.getChild("PipelineExpr")
  const parameter = node.getChild("Number")
  if (op === "quantile_over_time" && !parameter) throw parseError(`parameter required for operation ${op}`)
  return {
    kind: "range",
    op,
    matchers: selectorOf(source, log.getChild("Selector")!),
    stages: pipeline ? stagesOf(source, pipeline) : [],
    rangeMs: durationOf(source, log.getChild("Range")!.getChild("Duration")!),
    offsetMs: offsetOf(source, log),
    unwrap: unwrap ? unwrapOf(source, unwrap) : undefined,
    parameter: parameter ? Number(textOf(source, parameter)) : undefined,
    grouping,
  }
}

const durationOf = (source: string, node: SyntaxNode) => Math.round((parseDuration(textOf(source, node), true) ?? 0) * 1000)

function offsetOf(source: string, log: SyntaxNode): number {
  const [, text] = /^\s*offset\s+(-?[\w.]+)/.exec(source.slice(log.getChild("Range")!.to)) ?? []
  return Math.round((parseDuration(text ?? "0", true) ?? 0) * 1000)
}

const CONVERSIONS: Record<string, Unwrap["conversion"]> = { bytes: "bytes", duration: "duration", duration_seconds: "duration" }

function unwrapOf(source: string, node: SyntaxNode): Unwrap {
  const inner = node.getChild("UnwrapExpr")
  const filter = node.getChild("LabelFilter")
  if (inner && filter) {
    const stage: Stage = { kind: "labelFilter", filter: filterOf(source, filter), source: `| ${textOf(source, filter)}` }
    const unwrap = unwrapOf(source, inner)
    return { ...unwrap, after: [...unwrap.after, stage] }
  }
  const conversion = node.getChild("ConvOp")
  return {
    label: textOf(source, node.getChild("Identifier")!),
    conversion: conversion ? (CONVERSIONS[textOf(source, conversion)] ?? "number") : "number",
    after: [],
  }
}

type Link = Pick<BinaryExpr, "op" | "bool" | "matching">
interface Chain {
  operands: MetricExpr[]
  links: Link[]
}

/** The grammar nests operators without regard to their rank where modifiers are involved, so the chain is laid flat first. */
function flattened(source: string, node: SyntaxNode): Chain {
  const [left, right] = node.getChildren("Expr")
  const sides = [left!, right!].map((side) => {
    const metric = side.getChild("MetricExpr")
    if (!metric) throw parseError("unexpected type for right leg of binary operation: log selector")
    const nested = metric.firstChild?.name === "BinOpExpr" ? metric.firstChild : undefined
    return nested ? flattened(source, nested) : { operands: [metricOf(source, metric)], links: [] }
  })
  const link = { op: textOf(source, left!.nextSibling!).toLowerCase(), ...modifierOf(source, node.getChild("BinOpModifier")) }
  return {
    operands: sides.flatMap(({ operands }) => operands),
    links: [...sides[0]!.links, link, ...sides[1]!.links],
  }
}

function modifierOf(source: string, node: SyntaxNode | null): Pick<BinaryExpr, "bool" | "matching"> {
  if (!node) return { bool: false }
  const names = (holder: SyntaxNode | null | undefined) =>
    holder ? Array.from(textOf(source, holder).matchAll(/\w+/g), ([word]) => word) : []
  const match = node.getChild("OnOrIgnoringModifier")
  const group = node.getChild("GroupLeft") ?? node.getChild("GroupRight")
  const bool = node.getChild("Bool") !== null
  if (!match) return { bool }
  const matching: VectorMatching = {
    on: match.getChild("On") !== null,
    labels: names(match.getChild("GroupingLabels")),
    group: group ? (group.name === "GroupLeft" ? "left" : "right") : undefined,
    include: names(node.getChild("GroupingLabels")),
  }
  return { bool, matching }
}

const RANKS: Record<string, number> = { or: 1, and: 2, unless: 2, "+": 4, "-": 4, "*": 5, "/": 5, "%": 5, "^": 6 }
const rankOf = ({ op }: Link) => RANKS[op] ?? 3

/** Precedence climbing; eats the chain from the left. */
function climb(chain: Chain, floor: number): MetricExpr {
  let left = chain.operands.shift()!
  while (chain.links[0] && rankOf(chain.links[0]) > floor) {
    const link = chain.links.shift()!
    const right = climb(chain, link.op === "^" ? rankOf(link) - 1 : rankOf(link))
    if (/^(?:and|or|unless)$/.test(link.op) && (left.kind === "literal" || right.kind === "literal"))
      throw parseError(
        `unexpected literal for ${left.kind === "literal" ? "left" : "right"} leg of logical/set binary operation (${link.op})`,
      )
    left = { kind: "binary", ...link, left, right }
  }
  return left
}
