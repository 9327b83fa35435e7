// How a field is read of a span.
import { INTRINSICS, type Field, type Intrinsic, type ValueType } from "./ast.ts"
import type { Attributes } from "./trace-store.ts"
import type { TraceView } from "./trace-view.ts"

/** Durations are numbers of nanoseconds; undefined is nil. */
export type Value = string | number | boolean | undefined

/** The value of the span at this place of the trace. */
export type Getter = (view: TraceView, at: number) => Value

/** An attribute by name; never something that all objects have. */
export const ofAttributes = (attributes: Attributes, name: string): Value =>
  Object.hasOwn(attributes, name) ? attributes[name] : undefined

/** An id as search answers it. */
export const bareId = (hex: string): string => hex.replace(/^0+(?=.)/, "")

const GETTERS: Record<Exclude<Intrinsic, ListIntrinsic>, Getter> = {
  "span:name": (view, at) => view.spans[at]!.name,
  "span:status": (view, at) => view.spans[at]!.status,
  "span:statusMessage": (view, at) => view.spans[at]!.statusMessage ?? "",
  "span:kind": (view, at) => view.spans[at]!.kind,
  "span:duration": (view, at) => Number(view.spans[at]!.durationNs),
  "span:id": (view, at) => view.spans[at]!.spanId,
  "span:parentID": (view, at) => view.spans[at]!.parentSpanId,
  "span:childCount": (view, at) => view.childCounts[at],
  "trace:id": (view) => view.trace.traceId,
  "trace:duration": (view) => Number(view.bounds.endNs - view.bounds.startNs),
  "trace:rootName": (view) => view.root?.name,
  "trace:rootService": (view) => view.root && ofAttributes(view.root.resource, "service.name"),
  "instrumentation:name": (view, at) => view.spans[at]!.scope.name,
  "instrumentation:version": (view, at) => view.spans[at]!.scope.version,
  nestedSetLeft: (view, at) => view.nested.left[at],
  nestedSetRight: (view, at) => view.nested.right[at],
  nestedSetParent: (view, at) => (view.parents[at]! < 0 ? -1 : view.nested.left[view.parents[at]!]),
}

type ListIntrinsic = "event:name" | "event:timeSinceStart" | "link:traceID" | "link:spanID"
const LISTS: Record<ListIntrinsic, (view: TraceView, at: number) => Value[]> = {
  "event:name": (view, at) => view.spans[at]!.events.map(({ name }) => name),
  "event:timeSinceStart": (view, at) => view.spans[at]!.events.map(({ timeNs }) => Number(timeNs - view.spans[at]!.startNs)),
  "link:traceID": (view, at) => view.spans[at]!.links.map(({ traceId }) => traceId),
  "link:spanID": (view, at) => view.spans[at]!.links.map(({ spanId }) => spanId),
}
const isList = (intrinsic: Intrinsic): intrinsic is ListIntrinsic => Object.hasOwn(LISTS, intrinsic)

/** Of a field that a span can have many of (its events', its links'): all its values; undefined for other fields. */
export function listGetter(field: Field): ((view: TraceView, at: number) => Value[]) | undefined {
  if (field.kind === "intrinsic") return isList(field.intrinsic) ? LISTS[field.intrinsic] : undefined
  const { scope, name } = field
  if (scope === "event") return (view, at) => view.spans[at]!.events.map(({ attributes }) => ofAttributes(attributes, name))
  if (scope === "link") return (view, at) => view.spans[at]!.links.map(({ attributes }) => ofAttributes(attributes, name))
  return undefined
}

/** The field's value, of many the first. */
export function getterOf(field: Field): Getter {
  const list = listGetter(field)
  if (list) return (view, at) => list(view, at).find((value) => value !== undefined)
  if (field.kind === "intrinsic") return GETTERS[field.intrinsic as keyof typeof GETTERS]
  const own = attributeGetter(field)
  if (!field.parent) return own
  return (view, at) => (view.parents[at]! < 0 ? undefined : own(view, view.parents[at]!))
}

function attributeGetter({ scope, name }: Extract<Field, { kind: "attribute" }>): Getter {
  switch (scope) {
    case "span":
      return (view, at) => ofAttributes(view.spans[at]!.attributes, name)
    case "resource":
      return (view, at) => ofAttributes(view.spans[at]!.resource, name)
    case "instrumentation":
    case "event":
    case "link":
      return () => undefined
    case undefined:
      return (view, at) => ofAttributes(view.spans[at]!.attributes, name) ?? ofAttributes(view.spans[at]!.resource, name)
  }
}

/** What a field holds; an attribute may hold anything. */
export const typeOfField = (field: Field): ValueType => (field.kind === "intrinsic" ? INTRINSICS[field.intrinsic] : "attribute")
