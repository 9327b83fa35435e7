// compare(): how often each value of each attribute stands in the spans of a selection, and in the others.
import type { Metrics } from "./ast.ts"
import { compileFilter, type Test } from "./compile.ts"
import type { Value } from "./fields.ts"
import type { MetricsSeries, Observer } from "./metrics.ts"
import type { Computed } from "./spansets.ts"
import type { Span } from "./trace-store.ts"
import type { TraceView } from "./trace-view.ts"

const TOO_MANY = "__too_many_values__"

/** For how many spans one stands in each step from `first` on; shared by the spans of a sample. */
interface Stand {
  first: number
  weights: Float64Array
}

/** Of one attribute: what was seen of each value. */
type Seen = Map<Value, Stand[]>

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
  wasCut = false

  constructor({ selection, topN, startNs, endNs }: Extract<Metrics, { kind: "compare" }>, count: number) {
    this.#test = compileFilter(selection)
    this.#topN = topN
    this.#count = count
    this.#bounds = { startNs, endNs }
  }

  observe(view: TraceView, at: number, first: number, weights: Float64Array): void {
    const stand = { first, weights }
    const span = view.spans[at]!
    const { attributes } = this.#isSelected(view, at, Number(span.startNs)) ? this.#selection : this.#baseline
    for (const [name, value] of attributesOf(view, span)) {
      let seen = attributes.get(name)
      if (!seen) attributes.set(name, (seen = new Map()))
      const stands = seen.get(value)
      if (stands) stands.push(stand)
      else seen.set(value, [stand])
    }
  }

  #isSelected(view: TraceView, at: number, startNs: number): boolean {
    const { startNs: from, endNs: to } = this.#bounds
    return (to === 0 || (startNs >= from && startNs < to)) && this.#test(view, at)
  }

  series(limit: number): MetricsSeries[] {
    const found: MetricsSeries[] = []
    for (const series of this.#allSeries()) {
      if (found.length >= limit) {
        this.wasCut = true
        break
      }
      found.push(series)
    }
    return found
  }

  *#allSeries(): Generator<MetricsSeries> {
    const sides = [this.#baseline, this.#selection]
    for (const side of sides) yield* this.#ofSide(side)
    const names = sides.flatMap(({ attributes }) => [...attributes].filter(([, seen]) => seen.size > this.#topN).map(([name]) => name))
    for (const name of new Set(names)) yield lineOf("__meta_error", TOO_MANY, name, undefined, new Float64Array(0))
  }

  *#ofSide({ name: side, attributes }: Side): Generator<MetricsSeries> {
    const values = (stands: readonly Stand[]) => {
      const counts = new Float64Array(this.#count)
      for (const { first, weights } of stands) for (let at = 0; at < weights.length; at++) counts[first + at]! += weights[at]!
      return counts.map(Math.round)
    }
    for (const [name, seen] of attributes) {
      yield lineOf("__meta_type", `${side}_total`, name, undefined, values([...seen.values()].flat()))
      const ranked = [...seen].map(([value, stands]) => ({ value, stands, total: totalOf(stands) }))
      for (const { value, stands } of ranked.toSorted((a, b) => b.total - a.total).slice(0, this.#topN))
        yield lineOf("__meta_type", side, name, value, values(stands))
    }
  }
}

const sum = (weights: Float64Array) => weights.reduce((total, weight) => total + weight, 0)
const totalOf = (stands: readonly Stand[]) => stands.reduce((total, { weights }) => total + sum(weights), 0)

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
