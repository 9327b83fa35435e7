import { parser } from "@prometheus-io/lezer-promql"
import { firstError } from "#lib/datasource/first-error.ts"
import type { Series } from "#lib/datasource/matrix.ts"
import { joinSamples } from "#lib/datasource/samples.ts"
import type { Labels } from "#lib/frame/frame.ts"
import type { Answer } from "./ask.ts"

/** Epoch milliseconds, both ends inside. */
export interface Range {
  fromMs: number
  toMs: number
}

/** With fewer a second request costs more than it saves. */
const FEWEST_STEPS = 400
/** The words that let a value know the range it is asked in; also inside names, which costs nothing. */
const KNOWS_RANGE = /start|end|range|step/i

/**
 * Two ranges that give the same samples when asked at once, in half the time where the source has cores to spare: each step of a range
 * query is evaluated by itself. Undefined where that is not worth it, or not certain: of a dialect's own functions, say.
 */
export function halvesOf(expr: string, { fromMs, toMs }: Range, stepMs: number): [Range, Range] | undefined {
  const steps = Math.floor((toMs - fromMs) / stepMs) + 1
  if (steps < FEWEST_STEPS || KNOWS_RANGE.test(expr) || firstError(parser.parse(expr)) !== undefined) return undefined
  const middleMs = fromMs + Math.floor(steps / 2) * stepMs
  return [
    { fromMs, toMs: middleMs - stepMs },
    { fromMs: middleMs, toMs },
  ]
}

/**
 * The answers to both halves as the answer to the whole, in the order in which the source would have given it. Undefined when they
 * overlap: the source does not keep to the range it is asked for.
 */
export function joinHalves([first, second]: [Answer, Answer]): Answer | undefined {
  const notices = [...new Set([...first.notices, ...second.notices])]
  const rest = new Map(second.series.map((series) => [keyOf(series.labels), series]))
  if (lastOf(first.series) >= firstOf(second.series)) return undefined
  const joinTimes = timesJoiner()
  const joined = first.series.map((series) => {
    const key = keyOf(series.labels)
    const more = rest.get(key)
    rest.delete(key)
    return more ? joinSeries(series, more, joinTimes) : series
  })
  if (rest.size === 0) return { series: joined, notices }
  const all = [...joined, ...rest.values()]
  return { series: all.toSorted((a, b) => compareLabels(a.labels, b.labels)), notices }
}

function lastOf(all: Series[]): number {
  return all.reduce(
    (last, { samples, histograms }) => Math.max(last, samples.times.at(-1) ?? last, histograms.at(-1)?.[0] ?? last),
    -Infinity,
  )
}

function firstOf(all: Series[]): number {
  return all.reduce((first, { samples, histograms }) => Math.min(first, samples.times[0] ?? first, histograms[0]?.[0] ?? first), Infinity)
}

const keyOf = (labels: Labels) => JSON.stringify(labels)

function joinSeries(first: Series, second: Series, joinTimes: ReturnType<typeof timesJoiner>): Series {
  const times = joinTimes(first.samples.times, second.samples.times)
  return {
    labels: first.labels,
    samples: joinSamples(first.samples, second.samples, times),
    histograms: [...first.histograms, ...second.histograms],
  }
}

/** Series that share their times share them afterwards, too. */
function timesJoiner() {
  let before: { a: Float64Array; b: Float64Array; times: Float64Array } | undefined
  return (a: Float64Array, b: Float64Array): Float64Array => {
    if (before?.a !== a || before.b !== b) {
      const times = new Float64Array(a.length + b.length)
      times.set(a)
      times.set(b, a.length)
      before = { a, b, times }
    }
    return before.times
  }
}

/** Prometheus' own order: label by label, names before values, the shorter set first. */
function compareLabels(a: Labels, b: Labels): number {
  const [left, right] = [a, b].map((labels) => Object.entries(labels).flat()) as [string[], string[]]
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    if (left[at] !== right[at]) return left[at]! < right[at]! ? -1 : 1
  }
  return left.length - right.length
}
