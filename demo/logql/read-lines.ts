// A log query: lines in order, until there are enough of them.
import type { Labels } from "#demo/promql/storage.ts"
import type { LogLine, LogStream, LogTemplate } from "./log-store.ts"
import { merge } from "./merge.ts"
import { compilePipeline, runPipeline, type Pipeline } from "./pipeline.ts"
import type { Reading } from "./reading.ts"
import { judge, sampleLines } from "./sample-template.ts"
import { Entry } from "./stages/entry.ts"
import type { LogQuery } from "./syntax.ts"

const MAX_LINES_READ = 30_000
const WORTH_SAMPLING = 20_000

export interface LogWindow {
  fromMs: number
  /** Not included. */
  toMs: number
  limit: number
  direction: "forward" | "backward"
}

interface Source {
  stream: LogStream
  template: LogTemplate
}

const noLabels: Labels = {}

/** Leaves out what surely writes no line that passes. */
function promising(sources: Source[], pipeline: Pipeline, { fromMs, toMs }: LogWindow): Source[] {
  return sources.filter(({ stream, template }) => {
    const lines = sampleLines(template, fromMs, toMs)
    const sample = { lines, stream: stream.labels, all: lines.length === template.count(fromMs, toMs) }
    return judge(sample, pipeline, { seriesOf: () => noLabels }).kind !== "dropped"
  })
}

/** The window in pieces from its beginning in the wanted direction, the first one as wide as the limit should need, each next one wider. */
function* pieces({ fromMs, toMs, limit, direction }: LogWindow, total: number): Generator<{ fromMs: number; toMs: number }> {
  let width = Math.max(Math.ceil(((toMs - fromMs) * limit * 2) / Math.max(total, 1)), 1000)
  for (let done = 0; done < toMs - fromMs; width *= 4) {
    const next = Math.min(done + width, toMs - fromMs)
    yield direction === "backward" ? { fromMs: toMs - next, toMs: toMs - done } : { fromMs: fromMs + done, toMs: fromMs + next }
    done = next
  }
}

const older = (a: LogLine, b: LogLine) => a.timeNs < b.timeNs
const newer = (a: LogLine, b: LogLine) => a.timeNs > b.timeNs

/** Entries in the window's order, at most `limit`. Says in the warnings when it stopped looking. @throws {LogqlError} */
export function readLines(query: LogQuery, asked: LogWindow, reading: Reading): Entry[] {
  const pipeline = compilePipeline(query.stages)
  const window = { ...asked, toMs: Math.min(asked.toMs, reading.untilMs) }
  let sources = reading.store
    .select(query.matchers, window.fromMs, window.toMs)
    .flatMap((stream) => stream.templates.map((template) => ({ stream, template })))
  const total = sources.reduce((sum, { template }) => sum + template.count(window.fromMs, window.toMs), 0)
  const found: Entry[] = []
  const startedAt = reading.lines
  let isFirst = true
  for (const { fromMs, toMs } of pieces(window, total)) {
    if (!isFirst && total > WORTH_SAMPLING && sources.length > 0) sources = promising(sources, pipeline, window)
    isFirst = false
    const writing = sources.filter(({ template }) => template.count(fromMs, toMs) > 0)
    const sequences = writing.map(({ template }) => template.lines(fromMs, toMs, window.direction))
    for (const { item, source } of merge(sequences, window.direction === "backward" ? newer : older)) {
      if (reading.lines - startedAt === MAX_LINES_READ) {
        reading.warnings.add(stoppedAt(item))
        return found
      }
      note(reading, item)
      const entry = new Entry(writing[source]!.stream.labels, item)
      if (!runPipeline(pipeline, entry)) continue
      reading.passed++
      found.push(entry)
      if (found.length >= window.limit) return found
    }
  }
  return found
}

const stoppedAt = ({ timeNs }: LogLine) =>
  `stopped after ${MAX_LINES_READ} lines at ${new Date(Number(timeNs / 1_000_000n)).toISOString()}: shorten the range or add label matchers to see what lies beyond`

/** Counts a line that was looked at. */
export function note(reading: Reading, { line, metadata }: LogLine): void {
  reading.lines++
  reading.bytes += line.length
  for (const name in metadata) reading.metadataBytes += name.length + metadata[name]!.length
}
