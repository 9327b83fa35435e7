// What is new since the last look: traces that are over, lines that are written.
import type { LogLine, LogStore } from "#demo/logql/log-store.ts"
import type { Labels } from "#demo/promql/storage.ts"
import type { Trace, TraceStore } from "#demo/traceql/trace-store.ts"

/** Messages are taken from their topics after the root is done. */
const AFTER_ROOT_MS = 150

/** A trace is sent when its last span has ended, as a collector would have it. */
export class TraceBatches {
  readonly #store: TraceStore
  #untilMs: number
  #open: Trace[] = []

  /** @param fromMs traces that begin earlier are not sent */
  constructor(store: TraceStore, fromMs: number) {
    this.#store = store
    this.#untilMs = fromMs
  }

  /** Traces that ended since the last call; oldest first. */
  next(nowMs: number): Trace[] {
    if (nowMs <= this.#untilMs) return []
    const open = [...this.#open, ...[...this.#store.traces(this.#untilMs, nowMs)].toReversed()]
    this.#untilMs = nowMs
    const isOver = ({ startMs, durationMs }: Trace) => startMs + durationMs + AFTER_ROOT_MS <= nowMs
    this.#open = open.filter((trace) => !isOver(trace))
    return open.filter(isOver)
  }
}

/** The lines of a window by stream, in order of time. */
export const linesBetween = (store: LogStore, fromMs: number, toMs: number): { labels: Labels; lines: LogLine[] }[] =>
  store.select([], fromMs, toMs).map(({ labels, templates }) => ({
    labels,
    lines: templates
      .flatMap((template) => [...template.lines(fromMs, toMs, "forward")])
      .toSorted((a, b) => (a.timeNs < b.timeNs ? -1 : a.timeNs > b.timeNs ? 1 : 0)),
  }))
