// The company's metrics as the engine reads them.
import { matchesAll } from "#demo/promql/matchers.ts"
import type { Catalogue, Exemplar, Labels, Matcher, Series, Storage } from "#demo/promql/storage.ts"
import type { Family, Spec } from "#demo/world/company.ts"
import { type Interval, releaseInterval, releaseOf, versionName, weekOf } from "#demo/world/incidents.ts"
import { EPOCH_MS } from "#demo/world/rhythm.ts"
import { CounterSeries, GaugeSeries } from "#demo/world/series.ts"
import { type Kind, kindOf } from "#demo/world/timeline.ts"
import type { Near, Sought } from "#demo/world/traces/near.ts"

/** The newest traced request that suits. */
export type FindTrace = (sought: Required<Sought>) => Near | undefined

/** So many parts of a window have an exemplar each, at most. */
const EXEMPLAR_PARTS = 24
const MAX_ANSWERS = 128
const KINDS_KEPT = 16
const EVER: Interval = { fromMs: EPOCH_MS, toMs: Infinity }

type Stored = CounterSeries | GaugeSeries

/** The labels of a spec under one version, keys sorted. */
function labelsOf({ name, labels, target, ofScraper }: Spec, version: string | undefined): Labels {
  const all: Record<string, string> = {
    __name__: name,
    ...target.labels,
    ...(!ofScraper && target.common),
    ...(version && { version }),
    ...labels,
  }
  return Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Name by name, then value, the shorter set first. */
function compare(a: Labels, b: Labels): number {
  const [left, right] = [Object.keys(a), Object.keys(b)]
  for (let i = 0; i < left.length && i < right.length; i++) {
    if (left[i] !== right[i]) return left[i]! < right[i]! ? -1 : 1
    const [x, y] = [a[left[i]!]!, b[right[i]!]!]
    if (x !== y) return x < y ? -1 : 1
  }
  return left.length - right.length
}

const isVersioned = ({ target, ofScraper }: Spec): boolean => target.service !== undefined && !ofScraper

/** The series of a spec, one for each version, made when first asked for. */
class Versions {
  readonly spec: Spec
  readonly #made = new Map<Kind, Stored>()

  constructor(spec: Spec) {
    this.spec = spec
  }

  /** Of all releases that were out in a window. */
  between(fromMs: number, toMs: number): Stored[] {
    const { service } = this.spec.target
    if (!service || !isVersioned(this.spec)) return [this.#of(0)]
    const first = releaseOf(service, fromMs)
    return Array.from({ length: releaseOf(service, toMs) - first + 1 }, (_, i) => this.#of(first + i))
  }

  #of(release: number): Stored {
    const { spec } = this
    const bad = spec.bad ?? false
    const kind = isVersioned(spec) ? kindOf(release, bad) : 0
    const known = this.#made.get(kind)
    if (known) return known
    const labels = labelsOf(spec, isVersioned(spec) ? versionName(spec.target.service!, release, bad) : undefined)
    const timeline = spec.ofScraper ? spec.target.scrapes : spec.target.timeline
    const life = isVersioned(spec) ? releaseInterval(spec.target.service!, release) : EVER
    const made =
      typeof spec.read === "function"
        ? new GaugeSeries(labels, kind, timeline, life, spec.read)
        : new CounterSeries(labels, kind, timeline, life, spec.read)
    const [oldest] = this.#made.keys()
    if (this.#made.size >= KINDS_KEPT && oldest !== undefined) this.#made.delete(oldest)
    this.#made.set(kind, made)
    return made
  }
}

/** Looked up by name, then filtered; what was asked for lately is kept. */
class Index {
  readonly #byName = new Map<string, Versions[]>()
  readonly #answers = new Map<string, Stored[]>()

  constructor(families: readonly Family[]) {
    for (const spec of families.flatMap(({ specs }) => specs))
      this.#byName.set(spec.name, [...(this.#byName.get(spec.name) ?? []), new Versions(spec)])
  }

  find(matchers: readonly Matcher[], fromMs: number, toMs: number): Stored[] {
    const key = JSON.stringify([weekOf(fromMs), weekOf(toMs), matchers.map(({ name, op, value }) => [name, op, value])])
    const answer = this.#answers.get(key) ?? this.#look(matchers, fromMs, toMs)
    this.#answers.delete(key)
    this.#answers.set(key, answer)
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > MAX_ANSWERS && oldest !== undefined) this.#answers.delete(oldest)
    return answer
  }

  #look(matchers: readonly Matcher[], fromMs: number, toMs: number): Stored[] {
    const named = matchers.filter(({ name }) => name === "__name__")
    const exact = named.find(({ op }) => op === "=")
    const names = exact ? [exact.value] : [...this.#byName.keys()].filter((name) => matchesAll(named, { __name__: name }))
    const found = new Set<Stored>()
    for (const name of names)
      for (const versions of this.#byName.get(name) ?? []) {
        for (const series of versions.between(fromMs, toMs)) if (matchesAll(matchers, series.labels)) found.add(series)
      }
    return [...found].toSorted((a, b) => compare(a.labels, b.labels))
  }
}

/** Of a bucket of requests served, in each of some parts of a window the newest; oldest first. */
export function exemplarsOf({ bucket, target }: Spec, find: FindTrace, fromMs: number, toMs: number, parts: number): Exemplar[] {
  const { service, index } = target
  const leg = bucket?.legs[0]?.leg
  if (!bucket || !leg || bucket.side !== "server" || service === undefined || index === undefined) return []
  const found = new Map<string, Exemplar>()
  const part = (toMs - fromMs) / parts
  for (let i = 0; i < parts; i++) {
    const window = { fromMs: fromMs + i * part, toMs: fromMs + (i + 1) * part }
    const near = find({
      service,
      instance: index,
      route: leg.route,
      status: leg.status,
      ...window,
      minSeconds: bucket.above,
      maxSeconds: bucket.upTo,
    })
    if (near)
      found.set(near.traceId, {
        labels: { span_id: near.spanId, trace_id: near.traceId },
        value: near.seconds,
        timeMs: Math.floor(near.timeMs),
      })
  }
  return [...found.values()].toSorted((a, b) => a.timeMs - b.timeMs)
}

/** All series of the company. `find` gives exemplars their traces. */
export function createMetrics(families: readonly Family[], find: FindTrace): Storage & Catalogue {
  const index = new Index(families)
  const metadata = Object.fromEntries(families.map(({ name, type, help, unit }) => [name, { type, help, unit }]))
  const specs = new Map(
    families.flatMap((family) =>
      family.specs.filter(({ bucket }) => bucket).map((spec) => [JSON.stringify(labelsOf(spec, undefined)), spec]),
    ),
  )
  return {
    select(matchers, fromMs, toMs): Series[] {
      return index.find(matchers, fromMs, toMs).filter((series) => series.alive(fromMs, toMs))
    },
    metadata: () => metadata,
    exemplars(series, fromMs, toMs) {
      const { version: _, ...labels } = series.labels
      const spec = specs.get(JSON.stringify(labels))
      return spec ? exemplarsOf(spec, find, fromMs, toMs, EXEMPLAR_PARTS) : []
    },
  }
}
