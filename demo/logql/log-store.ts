// What the LogQL engine asks of whoever holds the lines.
import type { Labels, Matcher } from "#demo/promql/storage.ts"

export interface LogLine {
  timeNs: bigint
  line: string
  /** Structured metadata: trace_id, span_id, detected_level, service_version… */
  metadata: Labels
}

/**
 * The lines that one sentence of one program writes. What a pipeline makes of one of them (kept or not, which labels it adds) it makes of
 * all that share its shape, so a month of them is counted without writing each.
 */
export interface LogTemplate {
  readonly name: string
  /** Exactly how many lines `lines` yields. Windows are of whole milliseconds: a fraction is rounded up. */
  count(fromMs: number, toMs: number): number
  /** Lines with `fromMs ≤ time < toMs`, lazily; equal times keep one order, reversed when backward. */
  lines(fromMs: number, toMs: number, direction: "forward" | "backward"): Iterable<LogLine>
}

export interface LogStream {
  /** Index labels, `service_name` among them; keys sorted. */
  readonly labels: Labels
  readonly templates: readonly LogTemplate[]
}

export interface LogStore {
  /** Streams that match all matchers and may have a line in the window; sorted by labels. */
  select(matchers: readonly Matcher[], fromMs: number, toMs: number): LogStream[]
}
