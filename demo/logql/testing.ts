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

/** A line at each multiple of `everyMs`, for ever; none is kept. */
export function rhythmicTemplate(name: string, everyMs: number, line: (index: number) => string): LogTemplate {
  const lineAt = (index: number): LogLine => ({ timeNs: BigInt(index * everyMs) * 1_000_000n, line: line(index), metadata: {} })
  const reach = (fromMs: number, toMs: number) => [Math.ceil(Math.max(fromMs, 0) / everyMs), Math.ceil(toMs / everyMs)] as const
  return {
    name,
    count: (fromMs, toMs) => {
      const [first, end] = reach(fromMs, toMs)
      return Math.max(end - first, 0)
    },
    *lines(fromMs, toMs, direction) {
      const [first, end] = reach(fromMs, toMs)
      if (direction === "forward") for (let index = first; index < end; index++) yield lineAt(index)
      else for (let index = end - 1; index >= first; index--) yield lineAt(index)
    },
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
