// The tree of spans of a story, and where in time each stands: an ordinary function of the request, so that a log line can ask for one span
// without building the others.
import type { Attributes, Span, SpanLink } from "#demo/traceql/trace-store.ts"
import type { InstanceIndex, ServiceName } from "#demo/world/cast.ts"
import { unit } from "#demo/world/hash.ts"
import type { World } from "#demo/world/world.ts"

/** One request as its spans and lines tell it. */
export interface Telling {
  world: World
  /** Which of its flow's requests or of its job's runs. */
  n: number
  /** When the root begins. */
  timeMs: number
  /** Of all that is drawn for it. */
  seed: number
  /** Of the story's deck. */
  hand: number
  traceId: () => string
}

export interface Exception {
  type: string
  message: string
  stack: string
}

export interface Failure {
  /** Of the span's status. */
  message: string
  /** Recorded as an event; absent on spans that only pass an error on. */
  exception?: Exception
}

/** Begin and end, in milliseconds after the root's begin. */
export type Stretch = readonly [fromMs: number, toMs: number]

export interface Node {
  service: ServiceName
  /** Fixed where only one instance does it. */
  instance?: InstanceIndex
  name: string
  kind: Span["kind"]
  scope: Span["scope"]
  /** Where it stands, given where its parent stands; `index` tells the nodes of a plan apart. */
  place: (telling: Telling, parent: Stretch, index: number) => Stretch
  attributes?: (telling: Telling) => Attributes
  failure?: (telling: Telling) => Failure
  events?: (telling: Telling) => { name: string; at: number; attributes: Attributes }[]
  links?: (telling: Telling, parentSpanId: string) => SpanLink[]
  children?: readonly Node[]
}

/** A node with its place in the tree: parents stand before children. */
export type Planned = Node & { index: number; parent: number }

export function flatten(root: Node): Planned[] {
  const nodes: Planned[] = []
  const open: { node: Node; parent: number }[] = [{ node: root, parent: -1 }]
  for (let top = open.pop(); top; top = open.pop()) {
    const index = nodes.push({ ...top.node, index: nodes.length, parent: top.parent }) - 1
    for (const child of (top.node.children ?? []).toReversed()) open.push({ node: child, parent: index })
  }
  return nodes
}

const NOWHERE: Stretch = [0, 0]

/** Where one node stands. */
export function stretchOf(nodes: readonly Planned[], node: Planned, telling: Telling): Stretch {
  return node.place(telling, node.parent < 0 ? NOWHERE : stretchOf(nodes, nodes[node.parent]!, telling), node.index)
}

/** Where all stand. */
export function stretchesOf(nodes: readonly Planned[], telling: Telling): Stretch[] {
  const stretches: Stretch[] = []
  for (const node of nodes) stretches.push(node.place(telling, node.parent < 0 ? NOWHERE : stretches[node.parent]!, node.index))
  return stretches
}

/** The most of its part of time that a node leaves unused. */
const MOST_SLACK = 0.3

/** Somewhere within a part of the parent's time. */
export function within(from: number, to: number): Node["place"] {
  return ({ seed }, parent, index) => {
    const whole = (parent[1] - parent[0]) * (to - from)
    const slack = whole * MOST_SLACK * unit(seed, index, 1)
    const start = parent[0] + (parent[1] - parent[0]) * from + slack * unit(seed, index, 2)
    return [start, start + whole - slack]
  }
}

/** Later than the parent and not waited for: `lagMs` or more after its end, for `lastsMs` or more, up to twice each. */
export function afterwards(lagMs: number, lastsMs: number): Node["place"] {
  return ({ seed }, parent, index) => {
    const start = parent[1] + lagMs * (1 + unit(seed, index, 3))
    return [start, start + lastsMs * (1 + unit(seed, index, 4))]
  }
}
