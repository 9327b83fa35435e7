import { fieldOf, type Frame } from "#lib/frame/frame.ts"

export interface ServiceSummary {
  name: string
  spans: number
  errors: number
}

/** A trace as columns; an index is a span's row in the frame. Built without recursion: depth can't overflow. */
export interface SpanTree {
  traceId: string
  count: number
  spanIds: string[]
  names: string[]
  kinds: string[]
  /** Index in `services`. */
  service: Int32Array
  services: ServiceSummary[]
  error: Uint8Array
  /** Epoch milliseconds with fractions, as measured. */
  start: Float64Array
  end: Float64Array
  /** −1 at the top. */
  parent: Int32Array
  depth: Int32Array
  /** Spans from the top down, children by their start. */
  order: Int32Array
  /** Place of a span in `order`. */
  place: Int32Array
  /** Spans below a span, all levels. */
  below: Int32Array
  children: Children
  fromMs: number
  toMs: number
  /** The span that the trace is named after; −1 for an empty trace. */
  root: number
  trouble: { orphans: number; duplicates: number; cycles: number; skewed: number }
}

/** Children of span i: `list[from[i]] … list[from[i + 1] − 1]`, by start. */
export interface Children {
  from: Int32Array
  list: Int32Array
}

const trees = new WeakMap<Frame, SpanTree>()

/** The tree of a frame, built once for all that draw it. */
export function treeOf(frame: Frame): SpanTree {
  const known = trees.get(frame)
  if (known) return known
  const tree = spanTree(frame)
  trees.set(frame, tree)
  return tree
}

/**
 * Builds the tree of a `spans` frame, whatever is wrong with it: a parent that is missing makes a top span (orphan), a second span of one id
 * hangs below the first (shared spans), a circle is cut at its earliest span, a child outside its parent's time is counted as skewed.
 */
export function spanTree(frame: Frame): SpanTree {
  const spanIds = fieldOf(frame, "spanId", "text")?.values ?? []
  const count = spanIds.length
  const start = Float64Array.from(fieldOf(frame, "start", "time")?.values ?? [])
  const durations = fieldOf(frame, "durationMs", "number")?.values ?? []
  const end = Float64Array.from(start, (from, index) => from + Math.max(0, durations[index] ?? 0))
  const { parent, orphans, duplicates } = parentsOf(spanIds, fieldOf(frame, "parentSpanId", "text")?.values ?? [])
  const cycles = cutCircles(parent, start)
  const children = childrenOf(parent, start)
  const walked = walk(parent, children, start)
  const statuses = fieldOf(frame, "status", "text")?.values ?? []
  const error = Uint8Array.from({ length: count }, (_, index) => Number(statuses[index] === "error"))
  const { service, services } = servicesOf(fieldOf(frame, "service", "text")?.values ?? [], count, error)
  const [fromMs, toMs] = boundsOf(start, end)
  return {
    traceId: frame.labels.traceId ?? "",
    count,
    spanIds,
    names: fieldOf(frame, "name", "text")?.values ?? [],
    kinds: fieldOf(frame, "kind", "text")?.values ?? [],
    service,
    services,
    error,
    start,
    end,
    parent,
    children,
    ...walked,
    fromMs,
    toMs,
    root: rootOf(parent, start, orphans),
    trouble: { orphans: orphans.size, duplicates, cycles, skewed: skewedCount(parent, start, end) },
  }
}

function parentsOf(spanIds: string[], parentIds: string[]): { parent: Int32Array; orphans: Set<number>; duplicates: number } {
  const indexOf = new Map<string, number>()
  let duplicates = 0
  spanIds.forEach((id, index) => {
    if (indexOf.has(id)) duplicates++
    else indexOf.set(id, index)
  })
  const orphans = new Set<number>()
  const parent = Int32Array.from(spanIds, (id, index) => {
    const first = indexOf.get(id)!
    if (first !== index) return first
    const parentId = parentIds[index] ?? ""
    if (parentId === "" || parentId === id) return -1
    const found = indexOf.get(parentId)
    if (found === undefined) orphans.add(index)
    return found ?? -1
  })
  return { parent, orphans, duplicates }
}

/** Every span must lead to the top. Walks each chain once; a chain that meets itself is cut at its earliest span. */
function cutCircles(parent: Int32Array, start: Float64Array): number {
  const state = new Uint8Array(parent.length)
  const [open, done] = [1, 2]
  let cut = 0
  for (let index = 0; index < parent.length; index++) {
    const path: number[] = []
    let at = index
    while (at >= 0 && state[at] === 0) {
      state[at] = open
      path.push(at)
      at = parent[at]!
    }
    if (at >= 0 && state[at] === open) {
      const circle = path.slice(path.indexOf(at))
      const earliest = circle.reduce((best, span) => (start[span]! < start[best]! ? span : best))
      parent[earliest] = -1
      cut++
    }
    for (const span of path) state[span] = done
  }
  return cut
}

/** Counting sort by parent; children come out by start because spans are laid down in that order. */
function childrenOf(parent: Int32Array, start: Float64Array): Children {
  const count = parent.length
  const from = new Int32Array(count + 1)
  for (const above of parent) if (above >= 0) from[above + 1]!++
  for (let index = 0; index < count; index++) from[index + 1]! += from[index]!
  const next = from.slice()
  const list = new Int32Array(from[count] ?? 0)
  for (const span of byStart(start)) {
    const above = parent[span]!
    if (above >= 0) list[next[above]!++] = span
  }
  return { from, list }
}

function byStart(start: Float64Array): Int32Array {
  return Int32Array.from(start.keys()).toSorted((a, b) => start[a]! - start[b]! || a - b)
}

function walk(parent: Int32Array, { from, list }: Children, start: Float64Array) {
  const count = parent.length
  const order = new Int32Array(count)
  const place = new Int32Array(count)
  const depth = new Int32Array(count)
  const below = new Int32Array(count)
  const stack = Array.from(byStart(start).filter((span) => parent[span] === -1)).toReversed()
  let length = 0
  while (stack.length > 0) {
    const span = stack.pop()!
    depth[span] = parent[span]! < 0 ? 0 : depth[parent[span]!]! + 1
    place[span] = length
    order[length++] = span
    for (let at = from[span + 1]! - 1; at >= from[span]!; at--) stack.push(list[at]!)
  }
  for (let at = count - 1; at >= 0; at--) {
    const above = parent[order[at]!]!
    if (above >= 0) below[above]! += below[order[at]!]! + 1
  }
  return { order, place, depth, below }
}

function servicesOf(names: string[], count: number, error: Uint8Array): { service: Int32Array; services: ServiceSummary[] } {
  const indexOf = new Map<string, number>()
  const services: ServiceSummary[] = []
  const service = new Int32Array(count)
  for (let index = 0; index < count; index++) {
    const name = names[index] ?? ""
    let found = indexOf.get(name)
    if (found === undefined) {
      found = services.push({ name, spans: 0, errors: 0 }) - 1
      indexOf.set(name, found)
    }
    service[index] = found
    services[found]!.spans++
    services[found]!.errors += error[index]!
  }
  return { service, services }
}

function boundsOf(start: Float64Array, end: Float64Array): [number, number] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let index = 0; index < start.length; index++) {
    if (start[index]! < from) from = start[index]!
    if (end[index]! > to) to = end[index]!
  }
  return from > to ? [0, 0] : [from, to]
}

/** The earliest real top span; without one the earliest orphan. */
function rootOf(parent: Int32Array, start: Float64Array, orphans: Set<number>): number {
  const tops = Array.from(parent.keys()).filter((span) => parent[span] === -1)
  const real = tops.filter((span) => !orphans.has(span))
  return (real.length > 0 ? real : tops).reduce((best, span) => (best < 0 || start[span]! < start[best]! ? span : best), -1)
}

function skewedCount(parent: Int32Array, start: Float64Array, end: Float64Array): number {
  let skewed = 0
  parent.forEach((above, span) => {
    if (above >= 0 && (start[span]! < start[above]! || start[span]! > end[above]!)) skewed++
  })
  return skewed
}
