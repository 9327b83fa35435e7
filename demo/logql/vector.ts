// Numbers over time: what a metric expression is evaluated to.
import type { Labels } from "#demo/promql/storage.ts"

/** One value a step; `present` tells where there is one. */
export interface StepSeries {
  labels: Labels
  values: Float64Array
  present: Uint8Array
}

export interface Steps {
  startMs: number
  stepMs: number
  count: number
}

export function newSeries(labels: Labels, count: number): StepSeries {
  return { labels, values: new Float64Array(count), present: new Uint8Array(count) }
}

/** Of the same labels, made when they are first seen. */
export function seriesFor(known: Map<string, StepSeries>, key: string, labels: Labels, count: number): StepSeries {
  let series = known.get(key)
  if (!series) {
    series = newSeries(labels, count)
    known.set(key, series)
  }
  return series
}

export function constantSeries(value: number, count: number): StepSeries {
  return { labels: {}, values: new Float64Array(count).fill(value), present: new Uint8Array(count).fill(1) }
}
