// How much there is: index/stats, index/volume, index/volume_range.
import type { Answer, Call } from "#demo/http/api.ts"
import { keyOf, sortedLabels } from "#demo/logql/labels.ts"
import type { LogStore, LogStream } from "#demo/logql/log-store.ts"
import { parseSelector } from "#demo/logql/parse.ts"
import { newReading } from "#demo/logql/reading.ts"
import { sampleLines } from "#demo/logql/sample-template.ts"
import type { Span } from "#demo/logql/spans.ts"
import type { Labels } from "#demo/promql/storage.ts"
import { limitOf, stepOf, windowOf } from "./params.ts"
import { statsOf } from "./stats.ts"
import { json } from "./text.ts"

const HOUR_MS = 3_600_000
const SAMPLE = 8

/** Mean bytes of a line with its metadata, told by a few of them. */
function meanBytes(template: LogStream["templates"][number], { from, to }: Span): number {
  const lines = sampleLines(template, from, to, SAMPLE)
  let bytes = 0
  for (const { line, metadata } of lines)
    bytes += Buffer.byteLength(line) + Object.entries(metadata).reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  return lines.length > 0 ? bytes / lines.length : 0
}

/** Bytes of a stream in each span; `whole` covers them all. */
function bytesOf({ templates }: LogStream, whole: Span, spans: readonly Span[]): number[] {
  const totals = spans.map(() => 0)
  for (const template of templates) {
    if (template.count(whole.from, whole.to) === 0) continue
    const mean = meanBytes(template, whole)
    for (const [index, { from, to }] of spans.entries()) totals[index]! += template.count(from, to) * mean
  }
  return totals.map(Math.round)
}

export function indexStats(store: LogStore, call: Call): Answer {
  const whole = windowOf(call.params, call.nowMs)
  const streams = store.select(parseSelector(call.params.get("query") ?? ""), whole.from, whole.to)
  const totals = { streams: 0, chunks: 0, bytes: 0, entries: 0 }
  for (const stream of streams) {
    const entries = stream.templates.reduce((sum, template) => sum + template.count(whole.from, whole.to), 0)
    if (entries === 0) continue
    totals.streams++
    totals.chunks += Math.ceil((whole.to - whole.from) / HOUR_MS)
    totals.bytes += bytesOf(stream, whole, [whole])[0]!
    totals.entries += entries
  }
  return json(totals)
}

/** Which totals a stream belongs to: by series one, under the asked labels or those of the selector; by labels one for each name. */
function keysOf(labels: Labels, { params }: Call, selected: string[]): Labels[] {
  const asked = (params.get("targetLabels") ?? "").split(",").filter(Boolean)
  if (params.get("aggregateBy") === "labels")
    return Object.keys(labels)
      .filter((name) => asked.length === 0 || asked.includes(name))
      .map((name) => ({ [name]: "" }))
  const names = asked.length > 0 ? asked : selected
  const kept = Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)))
  return asked.length > 0 && Object.keys(kept).length === 0 ? [] : [sortedLabels(kept)]
}

const sum = ({ bytes }: { bytes: number[] }) => bytes.reduce((all, each) => all + each, 0)

/** Totals by their labels, the largest first. */
function volumes(store: LogStore, call: Call, whole: Span, spans: readonly Span[]): { labels: Labels; bytes: number[] }[] {
  const matchers = parseSelector(call.params.get("query") ?? "")
  const selected = matchers.map(({ name }) => name)
  const totals = new Map<string, { labels: Labels; bytes: number[] }>()
  for (const stream of store.select(matchers, whole.from, whole.to)) {
    const bytes = bytesOf(stream, whole, spans)
    for (const labels of keysOf(stream.labels, call, selected)) {
      const key = keyOf(labels)
      const known = totals.get(key) ?? { labels, bytes: spans.map(() => 0) }
      for (const [index, amount] of bytes.entries()) known.bytes[index]! += amount
      totals.set(key, known)
    }
  }
  return [...totals]
    .filter(([, total]) => sum(total) > 0)
    .toSorted(([keyA, a], [keyB, b]) => sum(b) - sum(a) || (keyA < keyB ? -1 : 1))
    .slice(0, limitOf(call.params))
    .map(([, total]) => total)
}

function answer(store: LogStore, since: number, resultType: "vector" | "matrix", result: unknown[]): Answer {
  const seconds = (performance.now() - since) / 1000
  const stats = statsOf(newReading(store), { seconds, returned: result.length })
  return json({ status: "success", data: { resultType, result, stats } })
}

export function volume(store: LogStore, call: Call): Answer {
  const since = performance.now()
  const whole = windowOf(call.params, call.nowMs)
  const totals = volumes(store, call, whole, [whole])
  const result = totals.map(({ labels, bytes }) => ({ metric: labels, value: [whole.to / 1000, String(bytes[0]!)] }))
  return answer(store, since, "vector", result)
}

/** Each total stands at its step's last millisecond. */
export function volumeRange(store: LogStore, call: Call): Answer {
  const since = performance.now()
  const whole = windowOf(call.params, call.nowMs)
  const stepMs = stepOf(call.params, { fromMs: whole.from, toMs: whole.to })
  const spans: Span[] = []
  for (let from = whole.from; from < whole.to; from = spans.at(-1)!.to)
    spans.push({ from, to: Math.min((Math.floor(from / stepMs) + 1) * stepMs, whole.to) })
  const timeOf = ({ to }: Span) => (to === whole.to ? to : to - 1) / 1000
  const result = volumes(store, call, whole, spans).map(({ labels, bytes }) => ({
    metric: labels,
    values: bytes.flatMap((amount, index) => (amount > 0 ? [[timeOf(spans[index]!), String(amount)]] : [])),
  }))
  return answer(store, since, "matrix", result)
}
