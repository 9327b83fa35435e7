// Which tags and values there are, by looking at a few traces of each shape.
import type { Field, Filter, Intrinsic, Scope } from "./ast.ts"
import { compileFilter } from "./compile.ts"
import { getterOf, listGetter, type Value } from "./fields.ts"
import { relevantShapes } from "./relevance.ts"
import type { TraceStore } from "./trace-store.ts"
import { TraceView } from "./trace-view.ts"

const NEVER_LISTED = new Set<Intrinsic>(["span:id", "span:parentID", "trace:id", "link:traceID", "link:spanID", "trace:duration"])

export interface TagRequest {
  fromMs: number
  toMs: number
  /** How many traces may be looked at. */
  budget: number
  /** Only spans that pass count. */
  filter?: Filter
}

/** Spans of the newest traces of each shape. */
function* sampledSpans(store: TraceStore, { fromMs, toMs, budget, filter }: TagRequest): Generator<{ view: TraceView; at: number }> {
  const test = filter && compileFilter(filter)
  const shapes = relevantShapes(store, filter ?? { kind: "filter" }, fromMs, toMs)
  for (const shape of shapes) {
    let left = Math.ceil(budget / shapes.length)
    for (const trace of shape.traces(fromMs, toMs)) {
      if (left-- === 0) break
      const view = new TraceView(trace)
      for (let at = 0; at < view.spans.length; at++) if (!test || test(view, at)) yield { view, at }
    }
  }
}

/** Names of attributes by scope, sorted. */
export function tagNames(store: TraceStore, request: TagRequest): Record<Scope, string[]> {
  const found: Record<Scope, Set<string>> = {
    resource: new Set(),
    span: new Set(),
    event: new Set(),
    link: new Set(),
    instrumentation: new Set(),
  }
  for (const { view, at } of sampledSpans(store, request)) {
    const { attributes, resource, events, links } = view.spans[at]!
    for (const name in attributes) found.span.add(name)
    for (const name in resource) found.resource.add(name)
    for (const event of events) for (const name in event.attributes) found.event.add(name)
    for (const link of links) for (const name in link.attributes) found.link.add(name)
  }
  return Object.fromEntries(Object.entries(found).map(([scope, names]) => [scope, [...names].toSorted()])) as Record<Scope, string[]>
}

/** Different values of a field, at most `limit` of them; none of ids. */
export function tagValues(store: TraceStore, field: Field, request: TagRequest & { limit: number }): NonNullable<Value>[] {
  if (field.kind === "intrinsic" && NEVER_LISTED.has(field.intrinsic)) return []
  const list = listGetter(field)
  const get = getterOf(field)
  const found = new Set<NonNullable<Value>>()
  for (const { view, at } of sampledSpans(store, request)) {
    for (const value of list ? list(view, at) : [get(view, at)]) if (value !== undefined && value !== "") found.add(value)
    if (found.size >= request.limit) break
  }
  return [...found].slice(0, request.limit)
}
