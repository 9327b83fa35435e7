// Arithmetic, comparison and set operators between numbers and vectors.
import type { Labels } from "#demo/promql/storage.ts"
import { LogqlError } from "./errors.ts"
import { grouped, keyOf, printLabels } from "./labels.ts"
import { COMPARE } from "./stages/label-filter.ts"
import type { BinaryExpr, Comparison, VectorMatching } from "./syntax.ts"
import { newSeries, seriesFor, type StepSeries } from "./vector.ts"

const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "^": (a, b) => a ** b,
}

/** A result, or undefined when a comparison filters it out. */
function apply({ op, bool }: BinaryExpr, a: number, b: number, kept = a): number | undefined {
  const arithmetic = ARITHMETIC[op]
  if (arithmetic) return arithmetic(a, b)
  const holds = COMPARE[op as Comparison](a, b)
  return bool ? Number(holds) : holds ? kept : undefined
}

/** Of two plain numbers. */
export function combineNumbers(expr: BinaryExpr, a: number, b: number): number {
  return ARITHMETIC[expr.op] ? apply(expr, a, b)! : Number(COMPARE[expr.op as Comparison](a, b))
}

/** A vector and a plain number. @param flipped whether the number stands on the left */
export function combineWithNumber(expr: BinaryExpr, series: StepSeries[], number: number, flipped: boolean): StepSeries[] {
  return series
    .map(({ labels, values, present }) => {
      const result = newSeries(labels, values.length)
      for (let at = 0; at < values.length; at++) {
        const value = values[at]!
        if (present[at]) put(result, at, flipped ? apply(expr, number, value, value) : apply(expr, value, number))
      }
      return result
    })
    .filter(({ present }) => present.includes(1))
}

function put(series: StepSeries, at: number, value: number | undefined): void {
  if (value === undefined) return
  series.values[at] = value
  series.present[at] = 1
}

const matchLabels = (labels: Labels, matching: VectorMatching | undefined) =>
  grouped(labels, matching ? { without: !matching.on, labels: matching.labels } : { without: true, labels: [] })

function byMatch(series: StepSeries[], matching: VectorMatching | undefined): Map<string, StepSeries[]> {
  const known = new Map<string, StepSeries[]>()
  for (const each of series) {
    const key = keyOf(matchLabels(each.labels, matching))
    known.set(key, [...(known.get(key) ?? []), each])
  }
  return known
}

/** @throws {LogqlError} when many would match many */
export function combineVectors(expr: BinaryExpr, left: StepSeries[], right: StepSeries[], steps: number): StepSeries[] {
  if (/^(?:and|or|unless)$/.test(expr.op)) return combineSets(expr, left, right)
  const swapped = expr.matching?.group === "right"
  const [many, one] = swapped ? [right, left] : [left, right]
  const partners = byMatch(one, expr.matching)
  const results = new Map<string, StepSeries>()
  for (const member of many) {
    const candidates = partners.get(keyOf(matchLabels(member.labels, expr.matching))) ?? []
    for (let at = 0; at < steps; at++) {
      if (!member.present[at]) continue
      const [partner, second] = candidates.filter(({ present }) => present[at])
      if (!partner) continue
      if (second) throw duplicate(expr, member, partner, second, swapped)
      const labels = resultLabels(expr, member.labels, partner.labels)
      const [a, b] = swapped ? [partner.values[at]!, member.values[at]!] : [member.values[at]!, partner.values[at]!]
      const value = apply(expr, a, b)
      if (value === undefined) continue
      const result = seriesFor(results, keyOf(labels), labels, steps)
      if (result.present[at])
        throw new LogqlError("multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)")
      put(result, at, value)
    }
  }
  return [...results.values()]
}

function duplicate({ matching }: BinaryExpr, member: StepSeries, a: StepSeries, b: StepSeries, swapped: boolean): LogqlError {
  const side = swapped ? "left" : "right"
  return new LogqlError(
    `found duplicate series on the ${side} hand-side for operation: [${printLabels(a.labels)}, ${printLabels(b.labels)}];many-to-many matching not allowed: matching labels must be unique on one side: ${printLabels(matchLabels(member.labels, matching))}`,
    500,
  )
}

function resultLabels({ matching }: BinaryExpr, many: Labels, one: Labels): Labels {
  if (!matching) return many
  if (!matching.group) return matchLabels(many, matching)
  const result: Record<string, string> = { ...many }
  for (const name of matching.include) {
    if (one[name]) result[name] = one[name]
    else delete result[name]
  }
  return result
}

function combineSets({ op, matching }: BinaryExpr, left: StepSeries[], right: StepSeries[]): StepSeries[] {
  const [base, other] = op === "or" ? [right, left] : [left, right]
  const partners = byMatch(other, matching)
  const filtered = base.map((member) => {
    const candidates = partners.get(keyOf(matchLabels(member.labels, matching))) ?? []
    const result = newSeries(member.labels, member.values.length)
    for (let at = 0; at < member.values.length; at++) {
      const met = candidates.some(({ present }) => present[at])
      if (member.present[at] && met === (op === "and")) put(result, at, member.values[at])
    }
    return result
  })
  if (op !== "or") return filtered.filter(({ present }) => present.includes(1))
  const results = new Map<string, StepSeries>()
  for (const { labels, values, present } of [...left, ...filtered]) {
    if (!present.includes(1)) continue
    const result = seriesFor(results, keyOf(labels), labels, values.length)
    for (let at = 0; at < values.length; at++) if (present[at]) put(result, at, values[at])
  }
  return [...results.values()]
}
