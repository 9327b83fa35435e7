import type { Query, Stage } from "./ast.ts"
import { newestOf } from "./newest.ts"
import { relevantShapes } from "./relevance.ts"
import { compileShown } from "./shown.ts"
import { compileSpans, type Spanset } from "./spansets.ts"
import { TraceView } from "./trace-view.ts"
import type { TraceStore } from "./trace-store.ts"

export interface Found {
  view: TraceView
  sets: Spanset[]
}

export interface SearchResult {
  traces: Found[]
  inspectedTraces: number
  inspectedSpans: number
  /** Whether the range was walked to where the answer is certain; false when the budget ended it. */
  complete: boolean
}

export interface SearchRange {
  fromMs: number
  toMs: number
  /** How many traces are wanted. */
  limit: number
  /** How many traces may be looked at. */
  budget: number
}

/** The newest traces of which the compiled query finds any. */
export function searchTraces(store: TraceStore, { stage, spansets }: Searched, range: SearchRange): SearchResult {
  const result: SearchResult = { traces: [], inspectedTraces: 0, inspectedSpans: 0, complete: true }
  const shapes = relevantShapes(store, stage, range.fromMs, range.toMs)
  for (const trace of newestOf(store, shapes, range.fromMs, range.toMs)) {
    if (result.inspectedTraces >= range.budget) {
      result.complete = false
      break
    }
    const view = new TraceView(trace)
    result.inspectedTraces++
    result.inspectedSpans += trace.spans.length
    const sets = spansets(view)
    if (sets.length === 0) continue
    result.traces.push({ view, sets })
    if (result.traces.length >= range.limit) break
  }
  return result
}

/** What a search looks for. */
export interface Searched {
  stage: Stage
  spansets: (view: TraceView) => Spanset[]
}

/** A query made ready for any number of traces. A metrics function at its end changes nothing of what is found. */
export function compileQuery(query: Query) {
  return { stage: query.spans, spansets: compileSpans(query.spans), ...compileShown(query) }
}
