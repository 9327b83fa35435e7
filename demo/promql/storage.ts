// What the PromQL engine asks of whoever holds the samples: the simulated company, or, in tests, samples scraped by a real Prometheus.
export type Labels = Readonly<Record<string, string>>

/** As in a selector; patterns are anchored at both ends. */
export interface Matcher {
  name: string
  op: "=" | "!=" | "=~" | "!~"
  value: string
}

/** Columns, oldest first. `stale` marks the sample by which a scrape says "this series has ended" (its value means nothing). */
export interface Samples {
  /** Milliseconds since 1970. */
  times: Float64Array
  values: Float64Array
  stale?: Uint8Array
}

/** Of the samples of a window: all that `rate`, `increase` and `irate`-like functions need of a counter, without a visit to each. */
export interface CounterWindow {
  count: number
  firstMs: number
  first: number
  lastMs: number
  last: number
  /** Sum of the values that stood just before a reset: `last − first + dropped` is the plain increase. */
  dropped: number
}

export interface Series {
  /** With `__name__`; keys sorted. */
  readonly labels: Labels
  /** Samples with `fromMs < time ≤ toMs`, stale ones included. */
  samples(fromMs: number, toMs: number): Samples
  /** The newest sample with `fromMs < time ≤ toMs`; undefined when there is none or when it is stale. Absent: taken from `samples`. */
  latest?(fromMs: number, toMs: number): { timeMs: number; value: number } | undefined
  /** Over `fromMs < time ≤ toMs`, stale samples left out; undefined when empty. Absent on what is not a counter: taken from `samples`. */
  counter?(fromMs: number, toMs: number): CounterWindow | undefined
}

export interface Exemplar {
  labels: Labels
  value: number
  timeMs: number
}

export interface Metadata {
  type: "counter" | "gauge" | "histogram" | "summary" | "unknown"
  help: string
  unit: string
}

export interface Storage {
  /** Series that match all matchers and may have a sample in `fromMs < time ≤ toMs`; sorted by labels; no two with equal labels. */
  select(matchers: readonly Matcher[], fromMs: number, toMs: number): Series[]
}

/** The rest of the HTTP API's data. */
export interface Catalogue {
  metadata(): Record<string, Metadata>
  exemplars(series: Series, fromMs: number, toMs: number): Exemplar[]
}
