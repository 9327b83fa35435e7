// Label sets: matching, identity, printing.
import type { Labels, Matcher } from "#demo/promql/storage.ts"
import { anchored } from "./regex.ts"
import { quote } from "./strings.ts"

/** Whether a value passes; an absent label has the value "". */
export function matcherTest({ op, value }: Matcher): (text: string) => boolean {
  if (op === "=") return (text) => text === value
  if (op === "!=") return (text) => text !== value
  const matches = anchored(value)
  return op === "=~" ? matches : (text) => !matches(text)
}

/** Equal for equal sets, whatever their order. */
export function keyOf(labels: Labels): string {
  let key = ""
  for (const name of Object.keys(labels).toSorted()) key += `${name}\xFF${labels[name]}\xFE`
  return key
}

/** `{a="b", c="d"}` */
export function printLabels(labels: Labels): string {
  const pairs = Object.keys(labels)
    .toSorted()
    .map((name) => `${name}=${quote(labels[name]!)}`)
  return `{${pairs.join(", ")}}`
}

export function sortedLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Of a set, what `by` or `without` leaves; empty values fall away. */
export function grouped(labels: Labels, grouping: { without: boolean; labels: string[] } | undefined): Labels {
  if (!grouping) return {}
  const result: Record<string, string> = {}
  if (grouping.without) {
    for (const name in labels) if (!grouping.labels.includes(name)) result[name] = labels[name]!
  } else for (const name of grouping.labels) if (labels[name]) result[name] = labels[name]
  return result
}
