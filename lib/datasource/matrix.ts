import { z } from "zod"
import type { Labels } from "#lib/frame/frame.ts"
import { items, JsonBroken, members, peek, readValue, skipValue, type Cursor } from "./json-scan.ts"
import { readSamples, sampleValue, type Samples } from "./samples.ts"

/** The envelope that Prometheus and its relatives (Loki's metric queries too) answer with. */
export interface Envelope<Item> {
  status: string
  errorType: string
  error: string
  /** Warnings, then infos. */
  notices: string[]
  resultType: string
  items: Item[]
  /** The items that are no objects: of `scalar` and `string` the time and the text. */
  plain: unknown[]
}

const Text = z.string().catch("")
const Texts = z.array(z.string()).catch([])
const LabelSet = z.record(z.string(), z.string())

/**
 * Decodes an answer of the query endpoints, whatever the order of its keys and its blanks. `readItem` reads one object of `data.result`.
 * @throws {JsonBroken} for a text that breaks off or is no JSON
 */
export function* decodeEnvelope<Item>(
  bytes: Buffer,
  readItem: (cursor: Cursor) => Generator<undefined, Item>,
): Generator<undefined, Envelope<Item>> {
  const cursor = { bytes, at: 0 }
  const found: Envelope<Item> = { status: "", errorType: "", error: "", notices: [], resultType: "", items: [], plain: [] }
  for (const key of members(cursor)) {
    if (key === "data" && peek(cursor) === 0x7b) yield* readData(cursor, found, readItem)
    else if (key === "status" || key === "error" || key === "errorType") found[key] = Text.parse(readValue(cursor))
    else if (key === "warnings" || key === "infos") found.notices.push(...Texts.parse(readValue(cursor)))
    else skipValue(cursor)
  }
  if (peek(cursor) !== -1) throw new JsonBroken(cursor.at)
  return found
}

function* readData<Item>(
  cursor: Cursor,
  found: Envelope<Item>,
  readItem: (cursor: Cursor) => Generator<undefined, Item>,
): Generator<undefined, void> {
  for (const key of members(cursor)) {
    if (key === "resultType") found.resultType = Text.parse(readValue(cursor))
    else if (key === "result") {
      for (const _ of items(cursor)) {
        if (peek(cursor) === 0x7b) found.items.push(yield* readItem(cursor))
        else found.plain.push(readValue(cursor))
        yield
      }
    } else skipValue(cursor)
  }
}

/** A native histogram at one moment; buckets are [rule, low, high, count], rules: 0 (lo,hi], 1 [lo,hi), 2 (lo,hi), 3 [lo,hi]. */
export interface Histogram {
  count: number
  sum: number
  buckets: [rule: number, low: number, high: number, count: number][]
}

export interface Series {
  labels: Labels
  /** Of floats; empty when the series has histograms only. */
  samples: Samples
  histograms: [timeMs: number, Histogram][]
}

const Pair = z.tuple([z.number(), z.string()])
const Bucket = z.tuple([z.number(), z.string(), z.string(), z.string()])
const HistogramPair = z.tuple([z.number(), z.object({ count: z.string(), sum: z.string(), buckets: z.array(Bucket).default([]) })])
const noSamples = (): Samples => ({ times: new Float64Array(0), values: new Float64Array(0) })

/** Reads one series of a matrix or a vector: floats, native histograms, or both. */
export function* readSeries(cursor: Cursor): Generator<undefined, Series> {
  const series: Series = { labels: {}, samples: noSamples(), histograms: [] }
  const from = cursor.at
  for (const key of members(cursor)) {
    if (key === "metric") series.labels = shaped(LabelSet, cursor, from)
    else if (key === "values") series.samples = yield* readSamples(cursor)
    else if (key === "value") {
      const [seconds, text] = shaped(Pair, cursor, from)
      series.samples = { times: Float64Array.of(Math.round(seconds * 1000)), values: Float64Array.of(sampleValue(text)) }
    } else if (key === "histogram") series.histograms.push(histogramOf(shaped(HistogramPair, cursor, from)))
    else if (key === "histograms") {
      for (const _ of items(cursor)) {
        series.histograms.push(histogramOf(shaped(HistogramPair, cursor, from)))
        yield
      }
    } else skipValue(cursor)
  }
  return series
}

function shaped<Schema extends z.ZodType>(schema: Schema, cursor: Cursor, at: number): z.output<Schema> {
  const parsed = schema.safeParse(readValue(cursor))
  if (!parsed.success) throw new JsonBroken(at)
  return parsed.data
}

function histogramOf([seconds, { count, sum, buckets }]: z.output<typeof HistogramPair>): [number, Histogram] {
  const packed = buckets.map(([rule, low, high, inside]): Histogram["buckets"][number] => [
    rule,
    sampleValue(low),
    sampleValue(high),
    sampleValue(inside),
  ])
  return [Math.round(seconds * 1000), { count: sampleValue(count), sum: sampleValue(sum), buckets: packed }]
}
