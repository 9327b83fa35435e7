import { z } from "zod"
import type { Labels } from "#lib/frame/frame.ts"
import { type Incoming, look, whole } from "./incoming.ts"
import { firstItem, firstKey, JsonBroken, nextItem, nextKey, readValue, skipValue } from "./json-scan.ts"
import { Sheet } from "./printed-samples.ts"
import { noSamples, readSamples, sampleValue, type Samples } from "./samples.ts"

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

/**
 * Decodes an answer of the query endpoints while it comes, whatever the order of its keys and its blanks. `readItem` reads one object of
 * `data.result`.
 * @throws {JsonBroken} for a text that breaks off or is no JSON
 */
export function* decodeEnvelope<Item>(
  cursor: Incoming,
  readItem: (cursor: Incoming) => Generator<undefined, Item>,
): Generator<undefined, Envelope<Item>> {
  const found: Envelope<Item> = { status: "", errorType: "", error: "", notices: [], resultType: "", items: [], plain: [] }
  for (let key = yield* whole(cursor, firstKey); key !== undefined; key = yield* whole(cursor, nextKey)) {
    if (key === "data" && (yield* look(cursor)) === 0x7b) yield* readData(cursor, found, readItem)
    else if (key === "status" || key === "error" || key === "errorType") found[key] = Text.parse(yield* whole(cursor, readValue))
    else if (key === "warnings" || key === "infos") found.notices.push(...Texts.parse(yield* whole(cursor, readValue)))
    else yield* whole(cursor, skipValue)
  }
  if ((yield* look(cursor)) !== -1) throw new JsonBroken(cursor.at)
  return found
}

function* readData<Item>(
  cursor: Incoming,
  found: Envelope<Item>,
  readItem: (cursor: Incoming) => Generator<undefined, Item>,
): Generator<undefined, void> {
  for (let key = yield* whole(cursor, firstKey); key !== undefined; key = yield* whole(cursor, nextKey)) {
    if (key === "resultType") found.resultType = Text.parse(yield* whole(cursor, readValue))
    else if (key === "result") {
      for (let goesOn = yield* whole(cursor, firstItem); goesOn; goesOn = yield* whole(cursor, nextItem)) {
        if ((yield* look(cursor)) === 0x7b) found.items.push(yield* readItem(cursor))
        else found.plain.push(yield* whole(cursor, readValue))
        yield
      }
    } else yield* whole(cursor, skipValue)
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

/** A reader of the series of one answer, a matrix or a vector: floats, native histograms, or both. */
export function seriesReader(): (cursor: Incoming) => Generator<undefined, Series> {
  const sheet = new Sheet()
  return (cursor) => readSeries(cursor, sheet)
}

function* readSeries(cursor: Incoming, sheet: Sheet): Generator<undefined, Series> {
  const series: Series = { labels: {}, samples: noSamples, histograms: [] }
  for (let key = yield* whole(cursor, firstKey); key !== undefined; key = yield* whole(cursor, nextKey)) {
    if (key === "metric") series.labels = labelsOf(yield* whole(cursor, readValue))
    else if (key === "values") series.samples = yield* readSamples(cursor, sheet)
    else if (key === "value") {
      const [seconds, text] = shaped(Pair, yield* whole(cursor, readValue))
      series.samples = { times: Float64Array.of(Math.round(seconds * 1000)), values: Float64Array.of(sampleValue(text)) }
    } else if (key === "histogram") series.histograms.push(histogramOf(shaped(HistogramPair, yield* whole(cursor, readValue))))
    else if (key === "histograms") {
      for (let goesOn = yield* whole(cursor, firstItem); goesOn; goesOn = yield* whole(cursor, nextItem)) {
        series.histograms.push(histogramOf(shaped(HistogramPair, yield* whole(cursor, readValue))))
        yield
      }
    } else yield* whole(cursor, skipValue)
  }
  return series
}

/** By hand: an answer may have thousands of them. */
function labelsOf(value: unknown): Labels {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new JsonBroken(0)
  for (const text of Object.values(value)) if (typeof text !== "string") throw new JsonBroken(0)
  return value as Labels
}

function shaped<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new JsonBroken(0)
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
