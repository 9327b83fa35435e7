// What a pipeline makes of all lines of a template, told by a fair sample of them.
import type { Labels } from "#demo/promql/storage.ts"
import type { LogLine, LogTemplate } from "./log-store.ts"
import { keyOf } from "./labels.ts"
import type { Pipeline } from "./pipeline.ts"
import { Entry } from "./stages/entry.ts"
import type { CompiledStage } from "./stages/stage.ts"

const SAMPLE = 16
const FEW = 4

export type Verdict =
  /** No line passes. */
  | { kind: "dropped" }
  /** All pass and end in the same series; `bytes` is the mean length of a line. */
  | { kind: "alike"; labels: Labels; bytes: number }
  /** They fare differently, or it can't be told. */
  | { kind: "various" }

/** The first lines from `fromMs` on, at most `wanted`; the window is narrowed by counting, for a narrow one is found sooner. */
export function firstLines(template: LogTemplate, fromMs: number, toMs: number, wanted: number): LogLine[] {
  let width = toMs - fromMs
  while (width > 4000 && template.count(fromMs, Math.floor(fromMs + width / 4)) >= wanted) width = Math.floor(width / 4)
  const lines: LogLine[] = []
  for (const line of template.lines(fromMs, Math.floor(fromMs + width), "forward")) {
    lines.push(line)
    if (lines.length === wanted) break
  }
  return lines
}

interface Sample {
  window: string
  wanted: number
  lines: LogLine[]
}

/** One sample a template: as a dashboard refreshes, its window hardly moves. */
const latest = new WeakMap<LogTemplate, Sample>()

/** Lines spread evenly over the window, about as many as wanted; all of them when they are few. */
export function sampleLines(template: LogTemplate, fromMs: number, toMs: number, wanted = SAMPLE): LogLine[] {
  if (template.count(fromMs, toMs) <= wanted) return [...template.lines(fromMs, toMs, "forward")]
  const grain = 2 ** Math.max(Math.floor(Math.log2((toMs - fromMs) / 8)), 0)
  const from = Math.ceil(fromMs / grain) * grain
  const to = Math.floor(toMs / grain) * grain
  const width = (to - from) / wanted
  const window = `${from} ${to}`
  const known = latest.get(template)
  if (known?.window === window && known.wanted >= wanted) return known.lines
  const lines = Array.from({ length: wanted }, (_each, index) => {
    const start = Math.floor(from + index * width)
    const end = Math.floor(from + (index + 1) * width)
    return template.count(start, end) > 0 ? firstLines(template, start, end, 1) : []
  }).flat()
  latest.set(template, { window, wanted, lines })
  return lines
}

/**
 * Runs a sample through the pipeline stage by stage. Where a stage decides by something that differs from line to line (a number in the
 * text, a label's value) a sample that agrees proves nothing, and the verdict is "various".
 * @param seriesOf the labels of the series that a kept line belongs to
 */
export function judge(
  sample: { lines: LogLine[]; stream: Labels; all: boolean },
  pipeline: Pipeline,
  { seriesOf, unread = false }: { seriesOf: (entry: Entry) => Labels; unread?: boolean },
): Verdict {
  const entries = sample.lines.map((line) => new Entry(sample.stream, line, unread))
  if (!sample.all && entries.length < FEW) return { kind: "various" }
  for (const stage of pipeline) {
    const telling = sample.all ? { dropped: true, kept: true } : isTelling(stage, entries)
    const kept = entries.filter((entry) => stage.run(entry))
    if (kept.length === 0) return { kind: telling.dropped ? "dropped" : "various" }
    if (kept.length < entries.length || !telling.kept) return { kind: "various" }
  }
  const [first] = entries
  if (!first) return { kind: "dropped" }
  const labels = seriesOf(first)
  const key = keyOf(labels)
  if (entries.some((entry) => keyOf(seriesOf(entry)) !== key)) return { kind: "various" }
  return { kind: "alike", labels, bytes: entries.reduce((sum, { line }) => sum + Buffer.byteLength(line), 0) / entries.length }
}

interface Telling {
  dropped: boolean
  kept: boolean
}

function isTelling({ decides }: CompiledStage, entries: Entry[]): Telling {
  if (!decides) return { dropped: true, kept: true }
  if (decides.on === "line") return { dropped: !decides.hasDigits, kept: true }
  const constant = decides.presenceOnly || decides.names.every((name) => new Set(entries.map((entry) => entry.get(name))).size <= 1)
  return { dropped: constant, kept: constant }
}
