// A log query: lines in order, until there are enough of them.
import type { Labels } from "#demo/promql/storage.ts"
import type { LogLine, LogStream, LogTemplate } from "./log-store.ts"
import { merge } from "./merge.ts"
import { compilePipeline, runPipeline, type Pipeline } from "./pipeline.ts"
import type { Reading } from "./reading.ts"
import { judge, sampleLines } from "./sample-template.ts"
import { Entry } from "./stages/entry.ts"
import type { LogQuery } from "./syntax.ts"

const MAX_LINES_READ = 60_000
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

function sourcesOf(query: LogQuery, { fromMs, toMs }: LogWindow, reading: Reading): Source[] {
  return reading.store.select(query.matchers, fromMs, toMs).flatMap((stream) => stream.templates.map((template) => ({ stream, template })))
}

/** Leaves out what surely writes no line that passes, where that saves much. */
function promising(sources: Source[], pipeline: Pipeline, { fromMs, toMs }: LogWindow): Source[] {
  const counts = sources.map(({ template }) => template.count(fromMs, toMs))
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total <= WORTH_SAMPLING) return sources.filter((_source, index) => counts[index]! > 0)
  return sources.filter(({ stream, template }, index) => {
    if (!counts[index]) return false
    const lines = sampleLines(template, fromMs, toMs)
    const sample = { lines, stream: stream.labels, all: lines.length === counts[index] }
    return judge(sample, pipeline, { seriesOf: () => noLabels }).kind !== "dropped"
  })
}

const older = (a: LogLine, b: LogLine) => a.timeNs < b.timeNs
const newer = (a: LogLine, b: LogLine) => a.timeNs > b.timeNs

/** Entries in the window's order, at most `limit`. Says in the warnings when it stopped looking. @throws {LogqlError} */
export function readLines(query: LogQuery, window: LogWindow, reading: Reading): Entry[] {
  const pipeline = compilePipeline(query.stages)
  const sources = promising(sourcesOf(query, window, reading), pipeline, window)
  const found: Entry[] = []
  const { fromMs, toMs, limit, direction } = window
  const before = direction === "backward" ? newer : older
  let read = 0
  for (const { item, source } of merge(
    sources.map(({ template }) => template.lines(fromMs, toMs, direction)),
    before,
  )) {
    if (read === MAX_LINES_READ) {
      reading.warnings.add(
        `stopped after ${MAX_LINES_READ} lines at ${new Date(Number(item.timeNs / 1_000_000n)).toISOString()}: shorten the range or add label matchers to see what lies beyond`,
      )
      break
    }
    read++
    const entry = new Entry(sources[source]!.stream.labels, item)
    note(reading, item)
    if (!runPipeline(pipeline, entry)) continue
    reading.passed++
    found.push(entry)
    if (found.length >= limit) break
  }
  return found
}

/** Counts a line that was looked at. */
export function note(reading: Reading, { line, metadata }: LogLine): void {
  reading.lines++
  reading.bytes += line.length
  for (const name in metadata) reading.metadataBytes += name.length + metadata[name]!.length
}
