import type { Field, Frame } from "#lib/frame/frame.ts"
import { legendOf } from "./legend.ts"
import type { Histogram, Series } from "./matrix.ts"

/** One series as a frame; a native histogram has a further json field, and its count as the value where no float is. */
export function seriesFrame(series: Series, legend: string | undefined): Frame {
  const name = legendOf(legend, series.labels)
  const base = { shape: "series" as const, ...(name === undefined ? {} : { name }), labels: series.labels, notices: [] }
  const { samples } = series
  if (series.histograms.length === 0)
    return {
      ...base,
      fields: [
        { name: "time", type: "time", values: samples.times },
        samples.printed ?? { name: "value", type: "number", values: samples.values },
      ],
    }
  return { ...base, fields: mixedFields(series) }
}

function mixedFields({ samples, histograms }: Series): Field[] {
  const rows: [time: number, value: number, histogram: Histogram | null][] = [
    ...Array.from(samples.times, (time, at): [number, number, null] => [time, samples.values[at]!, null]),
    ...histograms.map(([time, histogram]): [number, number, Histogram] => [time, histogram.count, histogram]),
  ]
  rows.sort((a, b) => a[0] - b[0])
  return [
    { name: "time", type: "time", values: Float64Array.from(rows, (row) => row[0]) },
    { name: "value", type: "number", values: Float64Array.from(rows, (row) => row[1]) },
    { name: "histogram", type: "json", values: rows.map((row) => row[2]) },
  ]
}

/** All series in one table: time, a column a label, value. One row a sample. */
export function tableFrame(all: Series[]): Frame {
  const names = [...new Set(all.flatMap((series) => Object.keys(series.labels)))].toSorted()
  const times: number[] = []
  const values: number[] = []
  const columns = names.map((): string[] => [])
  for (const { labels, samples, histograms } of all) {
    const add = (time: number, value: number) => {
      times.push(time)
      values.push(value)
      for (const [at, name] of names.entries()) columns[at]!.push(labels[name] ?? "")
    }
    for (const [at, time] of samples.times.entries()) add(time, samples.values[at]!)
    for (const [time, histogram] of histograms) add(time, histogram.count)
  }
  const labelFields = names.map((name, at): Field => ({ name, type: "text", values: columns[at]! }))
  const fields: Field[] = [{ name: "time", type: "time", values: times }, ...labelFields, { name: "value", type: "number", values }]
  return { shape: "table", labels: {}, fields, notices: [] }
}

/**
 * Classic `le` buckets as one frame a group of other labels: bucket series in order, each less what the one below it holds.
 * Field names are the upper bounds. Series without `le` are left out.
 */
export function heatmapFrames(all: Series[]): Frame[] {
  const groups = new Map<string, { labels: Series["labels"]; buckets: { bound: number; le: string; series: Series }[] }>()
  for (const series of all) {
    const { le, __name__: _, ...labels } = series.labels
    if (le === undefined) continue
    const key = JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    const group = groups.get(key) ?? { labels, buckets: [] }
    groups.set(key, group)
    group.buckets.push({ bound: le === "+Inf" || le === "Inf" ? Number.POSITIVE_INFINITY : Number(le), le, series })
  }
  return [...groups.values()].map(({ labels, buckets }) => {
    buckets.sort((a, b) => a.bound - b.bound)
    const times = Float64Array.from(new Set(buckets.flatMap(({ series }) => [...series.samples.times]))).toSorted()
    const rowAt = new Map(Array.from(times, (time, at) => [time, at]))
    let below: (number | null)[] = times.length > 0 ? Array.from(times, () => null) : []
    const fields = buckets.map(({ le, series }): Field => {
      const cumulated: (number | null)[] = Array.from(times, () => null)
      for (const [at, time] of series.samples.times.entries()) cumulated[rowAt.get(time)!] = series.samples.values[at]!
      const values = cumulated.map((value, at) => (value === null ? null : Math.max(0, value - (below[at] ?? 0))))
      below = cumulated.map((value, at) => value ?? below[at] ?? null)
      return { name: le, type: "number", values }
    })
    return { shape: "series", labels, fields: [{ name: "time", type: "time", values: times }, ...fields], notices: [] }
  })
}
