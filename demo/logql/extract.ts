// From a line to a sample: its series and its value.
import type { Labels } from "#demo/promql/storage.ts"
import { LogqlError } from "./errors.ts"
import { grouped, printLabels } from "./labels.ts"
import { compilePipeline, runPipeline, type Pipeline } from "./pipeline.ts"
import { ERROR, type Entry } from "./stages/entry.ts"
import type { Grouping, RangeExpr, Unwrap } from "./syntax.ts"
import { parseBytes, parseDuration, parseNumber } from "./units.ts"

/** Reads `entry` after the pipeline; undefined when it has no value. */
export interface Extractor {
  pipeline: Pipeline
  /** No label is asked for, so parsers rest and their errors don't matter. */
  unread: boolean
  /** @throws {LogqlError} when the line carries an error */
  seriesOf: (entry: Entry) => Labels
  valueOf: (entry: Entry) => number | undefined
}

const READ: Record<Unwrap["conversion"], { of: (text: string) => number | undefined; fault: (text: string) => string }> = {
  number: { of: parseNumber, fault: (text) => `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax` },
  duration: { of: (text) => parseDuration(text), fault: (text) => `time: invalid duration ${JSON.stringify(text)}` },
  bytes: { of: parseBytes, fault: (text) => `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax` },
}

function pipelineError(entry: Entry): LogqlError {
  const kind = entry.get(ERROR)!
  return new LogqlError(
    `pipeline error: '${kind}' for series: '${printLabels(entry.labels())}'.\nUse a label filter to intentionally skip this error. (e.g | __error__!="${kind}").\nTo skip all potential errors you can match empty errors.(e.g __error__="")\nThe label filter can also be specified after unwrap. (e.g | unwrap latency | __error__="" )\n`,
  )
}

/** @param pushed the grouping of a `sum` around it, when that gives the same numbers */
export function extractorOf(expr: RangeExpr, pushed: Grouping | undefined): Extractor {
  const pipeline = compilePipeline(expr.stages)
  const grouping = pushed ?? expr.grouping ?? (expr.unwrap ? { without: true, labels: [expr.unwrap.label] } : undefined)
  const reads = pipeline.some(({ reads }) => reads && reads.length > 0)
  const unread = grouping !== undefined && !grouping.without && grouping.labels.length === 0 && !expr.unwrap && !reads
  const seriesOf = (entry: Entry) => {
    if (entry.get(ERROR)) throw pipelineError(entry)
    const labels = entry.labels()
    return grouping ? grouped(labels, grouping) : labels
  }
  return { pipeline, unread, seriesOf, valueOf: expr.unwrap ? unwrapped(expr.unwrap) : plain(expr.op) }
}

function plain(op: string): (entry: Entry) => number {
  return op.startsWith("bytes") ? ({ line }) => Buffer.byteLength(line) : () => 1
}

/** A line without the label has no value; one that can't be read is an error, unless a filter behind takes it out. */
function unwrapped({ label, conversion, after }: Unwrap): (entry: Entry) => number | undefined {
  const filters = compilePipeline(after)
  const { of, fault } = READ[conversion]
  return (entry) => {
    const text = entry.get(label)
    if (!text) return undefined
    const value = of(text)
    if (value === undefined) entry.fail("SampleExtractionErr", fault(text))
    return runPipeline(filters, entry) ? (value ?? 0) : undefined
  }
}
