import { fieldOf, type Frame } from "#lib/frame/frame.ts"

export interface SpanEvent {
  name: string
  /** Epoch milliseconds; NaN: not said. */
  timeMs: number
  attributes: [name: string, value: string][]
  /** The stack of an exception, shown folded. */
  stack?: string
}

export interface SpanLink {
  traceId: string
  spanId: string
  attributes: [name: string, value: string][]
}

/** All that is known of one span beyond its bar. */
export interface SpanFacts {
  status: string
  statusMessage: string
  /** "attributes", "resource", "scope", … in the order of the answer. */
  groups: { name: string; pairs: [name: string, value: string][] }[]
  events: SpanEvent[]
  links: SpanLink[]
}

const longest = 20_000
/** Columns that the waterfall already shows. */
const shown = new Set(["spanId", "parentSpanId", "service", "name", "kind", "status", "start", "durationMs"])

/** Facts of a row of a `spans` frame; undefined when the span is not in it. */
export function spanFacts(frame: Frame, spanId: string): SpanFacts | undefined {
  const row = fieldOf(frame, "spanId", "text")?.values.indexOf(spanId) ?? -1
  if (row < 0) return undefined
  const facts: SpanFacts = {
    status: fieldOf(frame, "status", "text")?.values[row] ?? "unset",
    statusMessage: "",
    groups: [],
    events: [],
    links: [],
  }
  for (const field of frame.fields) {
    if (shown.has(field.name)) continue
    collect(facts, field.name, field.values[row])
  }
  return facts
}

function collect(facts: SpanFacts, name: string, value: unknown): void {
  if (value === null || value === undefined || value === "") return
  if (name === "statusMessage") facts.statusMessage = textOf(value).slice(0, longest)
  else if (name === "events" && Array.isArray(value)) facts.events.push(...value.map(eventOf))
  else if (name === "links" && Array.isArray(value)) facts.links.push(...value.map(linkOf).filter((link) => link.traceId !== ""))
  else if (isRecord(value) && isNested(value))
    for (const [key, inner] of Object.entries(value)) collect(facts, key === "span" ? "attributes" : key, inner)
  else if (isRecord(value)) add(facts, name, pairsOf(value))
  else add(facts, "attributes", [[name, textOf(value)]])
}

function add(facts: SpanFacts, name: string, pairs: [string, string][]): void {
  if (pairs.length === 0) return
  const group = facts.groups.find((one) => one.name === name)
  if (group) group.pairs.push(...pairs)
  else facts.groups.push({ name, pairs })
}

/** {span: {…}, resource: {…}, events: […]} and not attributes themselves. */
function isNested(value: Record<string, unknown>): boolean {
  return ["span", "resource", "events", "links", "attributes"].some((key) => typeof value[key] === "object" && value[key] !== null)
}

function eventOf(value: unknown): SpanEvent {
  const event = isRecord(value) ? value : {}
  const pairs = isRecord(event.attributes) ? pairsOf(event.attributes) : []
  const stack = pairs.find(([name]) => name === "exception.stacktrace")?.[1]
  return {
    name: textOf(event.name ?? ""),
    timeMs: Number(event.timeMs ?? event.time ?? Number.NaN),
    attributes: pairs.filter(([name]) => name !== "exception.stacktrace"),
    stack,
  }
}

function linkOf(value: unknown): SpanLink {
  const link = isRecord(value) ? value : {}
  return { traceId: hexOf(link.traceId), spanId: hexOf(link.spanId), attributes: isRecord(link.attributes) ? pairsOf(link.attributes) : [] }
}

function hexOf(id: unknown): string {
  return typeof id === "string" && /^[0-9a-f]{1,32}$/i.test(id) ? id.toLowerCase() : ""
}

function pairsOf(value: Record<string, unknown>): [string, string][] {
  return Object.entries(value)
    .map(([name, one]): [string, string] => [name, textOf(one)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function textOf(value: unknown): string {
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, longest)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
