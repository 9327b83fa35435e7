// sum, avg, topk and the others over the series of each step.
import { grouped, keyOf } from "./labels.ts"
import type { AggregateExpr } from "./syntax.ts"
import { newSeries, seriesFor, type StepSeries } from "./vector.ts"

interface Group {
  members: StepSeries[]
  result: StepSeries
}

function groupsOf({ grouping }: AggregateExpr, series: StepSeries[], count: number): Group[] {
  const results = new Map<string, StepSeries>()
  const groups = new Map<string, Group>()
  for (const member of series) {
    const labels = grouped(member.labels, grouping)
    const key = keyOf(labels)
    const group = groups.get(key) ?? { members: [], result: seriesFor(results, key, labels, count) }
    group.members.push(member)
    groups.set(key, group)
  }
  return [...groups.values()]
}

type Fold = (members: StepSeries[], at: number) => number

const reduceAt =
  (start: number, fold: (sofar: number, value: number) => number): Fold =>
  (members, at) => {
    let result = start
    for (const { values, present } of members) if (present[at]) result = fold(result, values[at]!)
    return result
  }

const sum = reduceAt(0, (a, b) => a + b)
const count = reduceAt(0, (a) => a + 1)
const mean: Fold = (members, at) => sum(members, at) / count(members, at)
const variance: Fold = (members, at) => {
  const middle = mean(members, at)
  return reduceAt(0, (a, b) => a + (b - middle) ** 2)(members, at) / count(members, at)
}

const FOLDS: Record<string, Fold> = {
  sum,
  count,
  avg: mean,
  min: reduceAt(Number.NaN, (a, b) => (Number.isNaN(a) || b < a ? b : a)),
  max: reduceAt(Number.NaN, (a, b) => (Number.isNaN(a) || b > a ? b : a)),
  stdvar: variance,
  stddev: (members, at) => Math.sqrt(variance(members, at)),
}

/** @param steps how many there are */
export function aggregate(expr: AggregateExpr, series: StepSeries[], steps: number): StepSeries[] {
  if (expr.op === "sort" || expr.op === "sort_desc") return series
  if (expr.op === "topk" || expr.op === "bottomk") return best(expr, series, steps)
  const fold = FOLDS[expr.op]!
  return groupsOf(expr, series, steps).map(({ members, result }) => {
    for (let at = 0; at < steps; at++) {
      if (!members.some(({ present }) => present[at])) continue
      result.values[at] = fold(members, at)
      result.present[at] = 1
    }
    return result
  })
}

function best(expr: AggregateExpr, series: StepSeries[], steps: number): StepSeries[] {
  const sign = expr.op === "topk" ? -1 : 1
  const wanted = Math.floor(expr.parameter ?? 1)
  return groupsOf(expr, series, steps).flatMap(({ members }) => {
    const kept = members.map(({ labels }) => newSeries(labels, steps))
    for (let at = 0; at < steps; at++) {
      const there = members.flatMap(({ present }, index) => (present[at] ? [index] : []))
      const order = there.toSorted((a, b) => rank(members[a]!.values[at]!, members[b]!.values[at]!, sign) || a - b)
      for (const index of order.slice(0, wanted)) {
        kept[index]!.values[at] = members[index]!.values[at]!
        kept[index]!.present[at] = 1
      }
    }
    return kept.filter(({ present }) => present.includes(1))
  })
}

/** NaN comes last, whichever the direction. */
function rank(a: number, b: number, sign: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1
  return Number.isNaN(b) ? -1 : sign * (a - b)
}
