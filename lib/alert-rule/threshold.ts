import { parser } from "@prometheus-io/lezer-promql"
import { tryDuration } from "#lib/time/duration.ts"

type Node = ReturnType<typeof parser.parse>["topNode"]

/** What a PromQL alert expression compares. */
export interface Comparison {
  /** Gives the present value of each series, whether it breaches or not. */
  valueExpr: string
  /** As read with the value on the left. */
  op: ">" | ">=" | "<" | "<=" | "==" | "!="
  /** Absent when the other side is a vector too. */
  threshold?: number
  thresholdExpr: string
}

const OPERATORS: Record<string, Comparison["op"]> = { Gtr: ">", Gte: ">=", Lss: "<", Lte: "<=", Eql: "==", Neq: "!=" }
const FLIPPED: Record<Comparison["op"], Comparison["op"]> = { ">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "==", "!=": "!=" }

/** Where PromQL stops being readable: an offset into the text. Undefined when all of it is. */
export function promqlError(expr: string): number | undefined {
  let at: number | undefined
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.type.isError) at ??= node.from
      return at === undefined
    },
  })
  return at
}

/** The comparison at the top of a PromQL expression, of the left side below `and` and `unless`; undefined when there is none. */
export function topComparison(expr: string): Comparison | undefined {
  if (promqlError(expr) !== undefined) return undefined
  let node = unwrapped(parser.parse(expr).topNode)
  while (node?.name === "BinaryExpr" && (node.getChild("And") ?? node.getChild("Unless"))) node = unwrapped(node.firstChild)
  if (node?.name !== "BinaryExpr" || node.getChild("BoolModifier")) return undefined
  const operator = Object.keys(OPERATORS).find((name) => node.getChild(name))
  const { firstChild: left, lastChild: right } = node
  if (!operator || !left || !right) return undefined
  const text = (side: Node) => expr.slice(side.from, side.to)
  const op = OPERATORS[operator]!
  const [leftNumber, rightNumber] = [numberOf(text(left)), numberOf(text(right))]
  if (leftNumber !== undefined && rightNumber !== undefined) return undefined
  if (leftNumber !== undefined) return { valueExpr: text(right), op: FLIPPED[op], threshold: leftNumber, thresholdExpr: text(left) }
  return { valueExpr: text(left), op, threshold: rightNumber, thresholdExpr: text(right) }
}

function unwrapped(start: Node | null): Node | undefined {
  let node = start
  while (node && (node.name === "PromQL" || node.name === "ParenExpr")) node = node.firstChild
  return node ?? undefined
}

function numberOf(text: string): number | undefined {
  const bare = text.replace(/^[\s(]+|[\s)]+$/g, "")
  const sign = bare.startsWith("-") ? -1 : 1
  const digits = bare.replace(/^[-+]\s*/, "")
  if (/^inf$/i.test(digits)) return sign * Infinity
  if (/^0x[0-9a-f]+$|^[\d.]+(e[-+]?\d+)?$/i.test(digits)) return sign * Number(digits)
  const ms = /^(\d+(ms|[smhdwy]))+$/.test(digits) ? tryDuration(digits) : undefined
  return ms === undefined ? undefined : (sign * ms) / 1000
}
