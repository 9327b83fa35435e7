// Label names, label values and series.
import type { Answer, Call } from "#demo/http/api.ts"
import type { LogStore, LogStream } from "#demo/logql/log-store.ts"
import { parseSelector } from "#demo/logql/parse.ts"
import { windowOf } from "./params.ts"
import { json } from "./text.ts"

const SIX_HOURS_MS = 6 * 3_600_000

/** Streams with a line between start and end. @throws {LogqlError} */
export function streamsWithin(store: LogStore, { params, nowMs }: Call, selectors: string[]): LogStream[] {
  const { from, to } = windowOf(params, nowMs, SIX_HOURS_MS)
  const wanted = selectors.filter((selector) => selector.trim() !== "")
  const found = new Set<LogStream>()
  const seen = new Set<string>()
  for (const matchers of wanted.length > 0 ? wanted.map(parseSelector) : [[]]) {
    for (const stream of store.select(matchers, from, to)) {
      const key = JSON.stringify(stream.labels)
      if (seen.has(key) || !stream.templates.some((template) => template.count(from, to) > 0)) continue
      seen.add(key)
      found.add(stream)
    }
  }
  return [...found]
}

/** An empty list is left out, as the real server does. */
function listed(values: Iterable<string>): Answer {
  const data = [...new Set(values)].toSorted()
  return json(data.length > 0 ? { status: "success", data } : { status: "success" })
}

const within = (store: LogStore, call: Call) => streamsWithin(store, call, call.params.getAll("query"))

export function labelNames(store: LogStore, call: Call): Answer {
  return listed(within(store, call).flatMap(({ labels }) => Object.keys(labels)))
}

export function labelValues(store: LogStore, call: Call, name: string): Answer {
  return listed(within(store, call).flatMap(({ labels }) => (Object.hasOwn(labels, name) ? [labels[name]!] : [])))
}

export function series(store: LogStore, call: Call): Answer {
  const selectors = [...call.params.getAll("match[]"), ...call.params.getAll("match")]
  return json({ status: "success", data: streamsWithin(store, call, selectors).map(({ labels }) => labels) })
}

/** How many values each label has. */
export function detectedLabels(store: LogStore, call: Call): Answer {
  const values = new Map<string, Set<string>>()
  for (const { labels } of within(store, call))
    for (const [name, value] of Object.entries(labels)) values.set(name, (values.get(name) ?? new Set()).add(value))
  return json({ detectedLabels: Array.from(values, ([label, known]) => ({ label, cardinality: known.size })) })
}
