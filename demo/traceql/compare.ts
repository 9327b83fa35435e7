// compare(): how often each value of each attribute stands in the spans of a selection, and in the others.
import type { Metrics } from "./ast.ts"
import { compileFilter, type Test } from "./compile.ts"
import type { Value } from "./fields.ts"
import type { MetricsSeries, Observer } from "./metrics.ts"
import type { Computed } from "./spansets.ts"
import type { Span } from "./trace-store.ts"
import type { TraceView } from "./trace-view.ts"

const TOO_MANY = "__too_many_values__"

/** Of one attribute: the steps in which each value was seen, a step as often as there were spans. */
type Seen = Map<Value, number[]>

interface Side {
  name: "baseline" | "selection"
  attributes: Map<string, Seen>
}

export class Comparer implements Observer {
  readonly #test: Test
  readonly #topN: number
  readonly #count: number
  readonly #bounds: { startNs: number; endNs: number }
  readonly #baseline: Side = { name: "baseline", attributes: new Map() }
  readonly #selection: Side = { name: "selection", attributes: new Map() }

  constructor({ selection, topN, startNs, endNs }: Extract<Metrics, { kind: "compare" }>, count: number) {
    this.#test = compileFilter(selection)
    this.#topN = topN
    this.#count = count
    this.#bounds = { startNs, endNs }
  }

  observe(view: TraceView, at: number, interval: number): void {
    const span = view.spans[at]!
    const { attributes } = this.#isSelected(view, at, Number(span.startNs)) ? this.#selection : this.#baseline
    for (const [name, value] of attributesOf(view, span)) {
      let seen = attributes.get(name)
      if (!seen) attributes.set(name, (seen = new Map()))
      const steps = seen.get(value)
      if (steps) steps.push(interval)
      else seen.set(value, [interval])
    }
  }

  #isSelected(view: TraceView, at: number, startNs: number): boolean {
    const { startNs: from, endNs: to } = this.#bounds
    return (to === 0 || (startNs >= from && startNs < to)) && this.#test(view, at)
  }

  series(scale: number): MetricsSeries[] {
    const sides = [this.#baseline, this.#selection]
    const tooMany = new Set(
      sides.flatMap(({ attributes }) => [...attributes].filter(([, seen]) => seen.size > this.#topN).map(([name]) => name)),
    )
    return [
      ...sides.flatMap((side) => this.#ofSide(side, scale)),
      ...[...tooMany].map((name) => lineOf("__meta_error", TOO_MANY, name, undefined, new Float64Array(0))),
    ]
  }

  #ofSide({ name: side, attributes }: Side, scale: number): MetricsSeries[] {
    const values = (steps: readonly number[]) => {
      const counts = new Float64Array(this.#count)
      for (const step of steps) counts[step]!++
      return counts.map((counted) => Math.round(counted * scale))
    }
    return [...attributes].flatMap(([name, seen]) => {
      const top = [...seen].toSorted(([, a], [, b]) => b.length - a.length).slice(0, this.#topN)
      return [
        ...top.map(([value, steps]) => lineOf("__meta_type", side, name, value, values(steps))),
        lineOf("__meta_type", `${side}_total`, name, undefined, values([...seen.values()].flat())),
      ]
    })
  }
}

function lineOf(meta: string, type: string, name: string, value: Value, values: Float64Array): MetricsSeries {
  const labels: Computed[] = [
    { name: meta, type: "string", value: type },
    { name, type: "attribute", value },
  ]
  return { labels, values, exemplars: [] }
}

/** What is compared: durations and ids are of too many values to tell anything. */
function* attributesOf(view: TraceView, span: Span): Generator<[string, Value]> {
  yield ["name", span.name]
  yield ["kind", span.kind]
  yield ["status", span.status]
  yield ["statusMessage", span.statusMessage ?? ""]
  yield ["rootName", view.root!.name]
  yield ["rootServiceName", view.root!.resource["service.name"]]
  yield ["instrumentation:name", span.scope.name]
  if (span.scope.version !== undefined) yield ["instrumentation:version", span.scope.version]
  for (const [name, value] of Object.entries(span.attributes)) yield [`span.${name}`, value]
  for (const [name, value] of Object.entries(span.resource)) yield [`resource.${name}`, value]
  for (const { name, attributes } of span.events) {
    yield ["event:name", name]
    for (const [key, value] of Object.entries(attributes)) yield [`event.${key}`, value]
  }
}
