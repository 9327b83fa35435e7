// `rate({…}[5m])` and its kin: counted where a template's lines fare alike, read one by one where they don't.
import type { Labels } from "#demo/promql/storage.ts"
import { LogqlError } from "./errors.ts"
import { extractorOf, type Extractor } from "./extract.ts"
import { keyOf } from "./labels.ts"
import type { LogTemplate } from "./log-store.ts"
import { countable, overTime, type Column } from "./over-time.ts"
import { runPipeline } from "./pipeline.ts"
import { note } from "./read-lines.ts"
import type { Reading } from "./reading.ts"
import { judge, sampleLines } from "./sample-template.ts"
import { shares, spansOf, thinned, type Span } from "./spans.ts"
import { Entry } from "./stages/entry.ts"
import type { Grouping, RangeExpr } from "./syntax.ts"
import { newSeries, seriesFor, type Steps, type StepSeries } from "./vector.ts"

export const MAX_SERIES = 500
/** Lines of a template that no stage can tell apart but by their labels. */
const SAMPLE_UNFILTERED = 4

export const TOO_MANY_SERIES = `maximum number of series (${MAX_SERIES}) reached for a single query; consider reducing query cardinality by adding more specific stream selectors, reducing the time range, or aggregating results with functions like sum(), count() or topk()`

export interface RangeContext {
  steps: Steps
  reading: Reading
  /** Lines that this expression may look at one by one. */
  budget: number
  /** Whether its series are the answer's, so that too many of them end the query at once. */
  isAnswer: boolean
}

interface Source {
  labels: Labels
  template: LogTemplate
}

interface Collected {
  counted: Map<string, StepSeries>
  read: Map<string, { labels: Labels; column: Column }>
}

/** @param pushed the grouping of a `sum`, `min` or `max` around it, when it may be applied line by line. @throws {LogqlError} */
export function evaluateRange(expr: RangeExpr, context: RangeContext, pushed?: Grouping): StepSeries[] {
  const { steps, reading } = context
  const windows = spansOf(expr, steps, reading.untilMs)
  const fromMs = windows[0]!.from
  const toMs = windows.at(-1)!.to
  const extractor = extractorOf(expr, pushed)
  const collected: Collected = { counted: new Map(), read: new Map() }
  const various: Source[] = []
  for (const { labels, templates } of reading.store.select(expr.matchers, fromMs, toMs))
    for (const template of templates)
      if (!count({ labels, template }, { expr, windows, extractor, context, collected })) various.push({ labels, template })
  readVarious(various, { expr, windows, extractor, context, collected })
  const series = compute(expr, windows, collected, steps.count)
  return expr.op === "absent_over_time" ? absent(expr, series, steps.count) : series
}

interface Work {
  expr: RangeExpr
  windows: Span[]
  extractor: Extractor
  context: RangeContext
  collected: Collected
}

const isPlain = ({ op, stages, unwrap }: RangeExpr) => stages.length === 0 && !unwrap && !op.startsWith("bytes")

/** Answers with numbers of lines alone; false when the lines must be read. */
function count({ labels: stream, template }: Source, { expr, windows, extractor, context, collected }: Work): boolean {
  const fromMs = windows[0]!.from
  const toMs = windows.at(-1)!.to
  const total = template.count(fromMs, toMs)
  if (total === 0) return true
  const lines = sampleLines(template, fromMs, toMs, isPlain(expr) ? SAMPLE_UNFILTERED : undefined)
  for (const line of lines) note(context.reading, line)
  const byCount = !expr.unwrap && countable.has(expr.op)
  const { seriesOf, unread } = extractor
  const sample = { lines, stream, all: lines.length === total }
  const verdict = judge(sample, extractor.pipeline, { seriesOf: byCount ? seriesOf : () => stream, unread })
  if (verdict.kind === "dropped") return true
  if (verdict.kind === "various" || !byCount) return false
  // Lines of one sentence are much of a length.
  const worth = expr.op.startsWith("bytes") ? verdict.bytes : 1
  const series = seriesFor(collected.counted, keyOf(verdict.labels), verdict.labels, windows.length)
  for (const [index, { from, to }] of windows.entries()) {
    const count = template.count(from, to)
    if (count === 0) continue
    series.values[index]! += count * worth
    series.present[index] = 1
  }
  return true
}

function readVarious(sources: Source[], work: Work): void {
  const { expr, windows, context } = work
  const joined = expr.rangeMs >= context.steps.stepMs || windows.length === 1
  const fromMs = windows[0]!.from
  const toMs = windows.at(-1)!.to
  const totals = sources.map(({ template }) =>
    joined ? template.count(fromMs, toMs) : windows.reduce((sum, { from, to }) => sum + template.count(from, to), 0),
  )
  const allowed = shares(totals, context.budget)
  const spans = joined ? [{ from: fromMs, to: toMs }] : windows
  for (const [index, { labels, template }] of sources.entries()) {
    const share = allowed[index]!
    if (share >= totals[index]!) {
      for (const { from, to } of spans) for (const line of template.lines(from, to, "forward")) take(line, 1, labels, work)
      continue
    }
    context.reading.warnings.add(
      "the numbers are estimates: there are more lines than are read one by one, so an even sample of them was taken in each step",
    )
    const parts = joined ? tiles(fromMs, toMs, Math.max(context.steps.stepMs, (toMs - fromMs) / 2000)) : windows
    for (const { line, weight } of thinned(template, parts, share / totals[index]!)) take(line, weight, labels, work)
  }
}

function tiles(fromMs: number, toMs: number, width: number): Span[] {
  const spans: Span[] = []
  for (let from = fromMs; from < toMs; from += width) spans.push({ from: Math.floor(from), to: Math.floor(Math.min(from + width, toMs)) })
  return spans
}

function take(line: Parameters<typeof note>[1], weight: number, stream: Labels, { extractor, context, collected }: Work): void {
  const entry = new Entry(stream, line, extractor.unread)
  note(context.reading, line)
  if (!runPipeline(extractor.pipeline, entry)) return
  const value = extractor.valueOf(entry)
  if (value === undefined) return
  const labels = extractor.seriesOf(entry)
  context.reading.passed++
  const key = keyOf(labels)
  let series = collected.read.get(key)
  if (!series) {
    if (context.isAnswer && collected.read.size >= MAX_SERIES) throw new LogqlError(TOO_MANY_SERIES)
    series = { labels, column: { times: [], values: [], weights: [] } }
    collected.read.set(key, series)
  }
  series.column.times.push(Number(entry.timeNs) / 1e6)
  series.column.values.push(value)
  series.column.weights.push(weight)
}

/** Lines of several templates in one order. */
function ordered({ times, values, weights }: Column): Column {
  if (times.every((time, index) => index === 0 || times[index - 1]! <= time)) return { times, values, weights }
  const order = times.map((_time, index) => index).toSorted((a, b) => times[a]! - times[b]!)
  return { times: order.map((at) => times[at]!), values: order.map((at) => values[at]!), weights: order.map((at) => weights[at]!) }
}

function compute(expr: RangeExpr, windows: Span[], { counted, read }: Collected, count: number): StepSeries[] {
  const of = overTime[expr.op]!
  const seconds = expr.rangeMs / 1000
  if (expr.op === "rate" || expr.op === "bytes_rate")
    for (const { values } of counted.values()) for (let at = 0; at < count; at++) values[at]! /= seconds
  for (const [key, { labels, column }] of read) {
    const series = seriesFor(counted, key, labels, count)
    const sorted = ordered(column)
    let from = 0
    let to = 0
    for (const [index, window] of windows.entries()) {
      while (from < sorted.times.length && sorted.times[from]! < window.from) from++
      to = Math.max(to, from)
      while (to < sorted.times.length && sorted.times[to]! < window.to) to++
      if (from === to) continue
      const value = of(sorted, { from, to, seconds, endMs: window.to - 1, parameter: expr.parameter ?? 0 })
      series.values[index]! += value
      series.present[index] = 1
    }
  }
  return [...counted.values()].filter(({ present }) => present.includes(1))
}

/** 1 where no series has a value, under the labels that the selector is sure of. */
function absent(expr: RangeExpr, series: StepSeries[], count: number): StepSeries[] {
  const labels: Record<string, string> = {}
  for (const { name, op, value } of expr.matchers) if (op === "=") labels[name] = value
  const result = newSeries(labels, count)
  for (let at = 0; at < count; at++) {
    if (series.some(({ present }) => present[at])) continue
    result.values[at] = 1
    result.present[at] = 1
  }
  return result.present.includes(1) ? [result] : []
}
