// Lines grouped into streams, as a read and a tail write them.
import { keyOf, sortedLabels } from "#demo/logql/labels.ts"
import type { Entry } from "#demo/logql/stages/entry.ts"
import type { Labels } from "#demo/promql/storage.ts"

type Value = [ns: string, line: string, categories?: { structuredMetadata?: Labels; parsed?: Labels }]

export interface Stream {
  stream: Labels
  values: Value[]
}

/** Whether the caller wants labels in their categories; without, structured metadata and parsed labels split the streams. */
export function wantsCategories(headers: Record<string, string | string[] | undefined>): boolean {
  return String(headers["x-loki-response-encoding-flags"] ?? "")
    .split(",")
    .some((flag) => flag.trim() === "categorize-labels")
}

function valueOf(entry: Entry, categorized: boolean): Value {
  const ns = String(entry.timeNs)
  if (!categorized) return [ns, entry.line]
  const metadata: Record<string, string> = {}
  for (const name of Object.keys(entry.metadata).toSorted()) if (!(name in entry.parsed)) metadata[name] = entry.metadata[name]!
  const parsed = entry.parsedLabels()
  const categories: { structuredMetadata?: Labels; parsed?: Labels } = {}
  if (Object.keys(metadata).length > 0) categories.structuredMetadata = metadata
  if (Object.keys(parsed).length > 0) categories.parsed = parsed
  return [ns, entry.line, categories]
}

const labelsOf = (entry: Entry, categorized: boolean) => (categorized ? entry.stream : entry.labels())

/** Streams sorted by labels, lines in the order that they came in. */
export function streamsOf(entries: readonly Entry[], categorized: boolean): Stream[] {
  const streams = new Map<string, Stream>()
  for (const entry of entries) {
    const labels = labelsOf(entry, categorized)
    const key = keyOf(labels)
    let stream = streams.get(key)
    if (!stream) streams.set(key, (stream = { stream: sortedLabels(labels), values: [] }))
    stream.values.push(valueOf(entry, categorized))
  }
  return [...streams].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, stream]) => stream)
}

/** A tail names the stream at each line. */
export function singleStreams(entries: readonly Entry[], categorized: boolean): Stream[] {
  return entries.map((entry) => ({ stream: sortedLabels(labelsOf(entry, categorized)), values: [valueOf(entry, categorized)] }))
}
