// Sets of labels as Prometheus compares, reduces and prints them.
import { type Column, isEmpty } from "./columns.ts"
import { cannot, quoted } from "./errors.ts"
import type { Labels } from "./storage.ts"

export const NO_LABELS: Labels = {}
const NAME = "__name__"

const keys = new WeakMap<Labels, string>()
const nameless = new WeakMap<Labels, Labels>()

/** Equal for equal sets only. */
export function keyOf(labels: Labels): string {
  let key = keys.get(labels)
  if (key === undefined) {
    key = ""
    for (const name in labels) key += `${name}\xff${labels[name]}\xff`
    keys.set(labels, key)
  }
  return key
}

/** "" when the label is absent, also for names that every object has. */
export function valueOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? "") : ""
}

/** Keys sorted, empty values left out. */
export function labelsOf(entries: Iterable<readonly [string, string]>): Labels {
  const kept = [...entries].filter(([, value]) => value !== "")
  return Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

export function withoutName(labels: Labels): Labels {
  if (labels[NAME] === undefined) return labels
  let rest = nameless.get(labels)
  if (!rest) nameless.set(labels, (rest = without(labels, new Set([NAME]))))
  return rest
}

export function without(labels: Labels, names: ReadonlySet<string>): Labels {
  const rest: Record<string, string> = {}
  for (const name in labels) if (!names.has(name)) rest[name] = labels[name] ?? ""
  return rest
}

export function only(labels: Labels, names: ReadonlySet<string>): Labels {
  const rest: Record<string, string> = {}
  for (const name in labels) if (names.has(name)) rest[name] = labels[name] ?? ""
  return rest
}

/** Prometheus' order: name by name, then value, the shorter set first. */
export function compareLabels(a: Labels, b: Labels): number {
  const left = Object.keys(a)
  const right = Object.keys(b)
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const [x = "", y = ""] = [left[at], right[at]]
    if (x !== y) return x < y ? -1 : 1
    const [v = "", w = ""] = [a[x], b[y]]
    if (v !== w) return v < w ? -1 : 1
  }
  return left.length - right.length
}

/** `{a="b", c="d"}` */
export function shown(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${/^[a-zA-Z_]\w*$/.test(name) ? name : quoted(name)}=${quoted(value)}`)
  return `{${parts.join(", ")}}`
}

const TWICE = "vector cannot contain metrics with the same labelset"

/** Series that became equal are one, unless they have a sample at the same time. @throws PromqlError then */
export function merged(columns: Column[]): Column[] {
  const seen = new Map<string, Column>()
  for (const column of columns) {
    const key = keyOf(column.labels)
    const first = seen.get(key)
    if (!first) {
      seen.set(key, column)
      continue
    }
    column.present.forEach((is, row) => {
      if (!is) return
      if (first.present[row]) throw cannot(TWICE)
      first.present[row] = 1
      first.values[row] = column.values[row] ?? 0
    })
  }
  return seen.size === columns.length ? columns : [...seen.values()]
}

/** Refuses series that became equal, even when they never have a sample at the same time. */
export function distinct(columns: Column[]): Column[] {
  const filled = columns.filter((column) => !isEmpty(column))
  if (new Set(filled.map(({ labels }) => keyOf(labels))).size !== filled.length) throw cannot(TWICE)
  return filled
}
