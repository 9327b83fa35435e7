// A store of lines that a test writes down.
import type { Labels } from "#demo/promql/storage.ts"
import { matcherTest } from "./labels.ts"
import type { LogLine, LogStore, LogTemplate } from "./log-store.ts"
import type { Entry } from "./stages/entry.ts"
import { parseLogQuery } from "./parse.ts"
import { newReading } from "./reading.ts"
import { readLines } from "./read-lines.ts"

export interface MadeLine {
  /** Milliseconds. */
  at: number
  line: string
  metadata?: Labels
}

const timeOf = (line: LogLine) => Number(line.timeNs) / 1e6

export function madeTemplate(name: string, made: readonly MadeLine[]): LogTemplate {
  const lines: LogLine[] = made
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, line, metadata = {} }) => ({ timeNs: BigInt(Math.round(at * 1e6)), line, metadata }))
  const within = (fromMs: number, toMs: number) => lines.filter((line) => timeOf(line) >= fromMs && timeOf(line) < toMs)
  return {
    name,
    count: (fromMs, toMs) => within(fromMs, toMs).length,
    lines: (fromMs, toMs, direction) => (direction === "forward" ? within(fromMs, toMs) : within(fromMs, toMs).toReversed()),
  }
}

/** Streams as given; those without a line in the window are left out. */
export function madeStore(streams: { labels: Labels; templates: readonly LogTemplate[] }[]): LogStore {
  return {
    select: (matchers, fromMs, toMs) =>
      streams.filter(
        ({ labels, templates }) =>
          matchers.every((matcher) => matcherTest(matcher)(labels[matcher.name] ?? "")) &&
          templates.some((template) => template.count(fromMs, toMs) > 0),
      ),
  }
}

/** What a query makes of single lines, oldest first. */
export function linesOf(query: string, lines: (string | MadeLine)[], labels: Labels = { app: "shop" }): Entry[] {
  const made = lines.map((line, index) => (typeof line === "string" ? { at: 1000 + index, line } : line))
  const store = madeStore([{ labels, templates: [madeTemplate("made", made)] }])
  return readLines(parseLogQuery(query), { fromMs: 0, toMs: 1e12, limit: 5000, direction: "forward" }, newReading(store))
}
