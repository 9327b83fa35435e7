import type { Span, Trace } from "./trace-store.ts"

const NO_PARENT = -1

/** A trace with what the engine derives of it, each part when it is first asked for. Spans go by their place in `spans`. */
export class TraceView {
  readonly trace: Trace
  readonly spans: readonly Span[]
  #parents: Int32Array | undefined
  #children: Int32Array | undefined
  #nested: { left: Int32Array; right: Int32Array } | undefined
  #bounds: { startNs: bigint; endNs: bigint } | undefined

  constructor(trace: Trace) {
    this.trace = trace
    this.spans = trace.spans
  }

  get root(): Span | undefined {
    return this.spans[0]
  }

  /** Of each span the place of its parent; −1 on roots and on those whose parent is missing. */
  get parents(): Int32Array {
    if (this.#parents) return this.#parents
    const places = new Map(this.spans.map((span, at) => [span.spanId, at]))
    return (this.#parents = Int32Array.from(this.spans, ({ parentSpanId }) =>
      parentSpanId === undefined ? NO_PARENT : (places.get(parentSpanId) ?? NO_PARENT),
    ))
  }

  get childCounts(): Int32Array {
    if (this.#children) return this.#children
    const counts = new Int32Array(this.spans.length)
    for (const parent of this.parents) if (parent >= 0) counts[parent]!++
    return (this.#children = counts)
  }

  /** The nested set model: a descendant's left and right lie between its ancestor's. Counts from 1. */
  get nested(): { left: Int32Array; right: Int32Array } {
    if (this.#nested) return this.#nested
    const below: number[][] = this.spans.map(() => [])
    const roots: number[] = []
    this.parents.forEach((parent, at) => (parent < 0 ? roots : below[parent]!).push(at))
    const left = new Int32Array(this.spans.length)
    const right = new Int32Array(this.spans.length)
    let next = 1
    const open: { at: number; child: number }[] = []
    for (const root of roots) {
      open.push({ at: root, child: 0 })
      left[root] = next++
      while (open.length > 0) {
        const top = open.at(-1)!
        const child = below[top.at]![top.child++]
        if (child === undefined) {
          right[top.at] = next++
          open.pop()
        } else {
          left[child] = next++
          open.push({ at: child, child: 0 })
        }
      }
    }
    return (this.#nested = { left, right })
  }

  /** From the first start to the last end. */
  get bounds(): { startNs: bigint; endNs: bigint } {
    if (this.#bounds) return this.#bounds
    let startNs = this.root?.startNs ?? 0n
    let endNs = startNs
    for (const span of this.spans) {
      if (span.startNs < startNs) startNs = span.startNs
      if (span.startNs + span.durationNs > endNs) endNs = span.startNs + span.durationNs
    }
    return (this.#bounds = { startNs, endNs })
  }
}
