import type { SpanTree } from "./tree.ts"

/** Spans that match words in service, name, kind or id; undefined when nothing is asked. All words must be there. */
export function matching(tree: SpanTree, search: string, errorsOnly: boolean): Uint8Array | undefined {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0 && !errorsOnly) return undefined
  const services = tree.services.map((service) => service.name.toLowerCase())
  return Uint8Array.from({ length: tree.count }, (_, span) => {
    if (errorsOnly && tree.error[span] === 0) return 0
    const text = `${services[tree.service[span]!]} ${(tree.names[span] ?? "").toLowerCase()} ${tree.kinds[span] ?? ""} ${tree.spanIds[span]}`
    return Number(words.every((word) => text.includes(word)))
  })
}

/**
 * Spans that are drawn, from the top down: those below a collapsed one are skipped; with matches only they and what leads to them are left.
 */
export function visibleSpans(tree: SpanTree, collapsed: ReadonlySet<number>, matches: Uint8Array | undefined): Int32Array {
  const kept = matches && withAncestors(tree, matches)
  const rows = new Int32Array(tree.count)
  let length = 0
  for (let at = 0; at < tree.count; at++) {
    const span = tree.order[at]!
    if (kept && kept[span] === 0) continue
    rows[length++] = span
    if (collapsed.has(span)) at += tree.below[span]!
  }
  return rows.subarray(0, length)
}

/** Opens what hides a span. */
export function revealed(tree: SpanTree, collapsed: ReadonlySet<number>, span: number): ReadonlySet<number> {
  const next = new Set(collapsed)
  for (let at = tree.parent[span] ?? -1; at >= 0; at = tree.parent[at]!) next.delete(at)
  return next.size === collapsed.size ? collapsed : next
}

export type Move = { select: number } | { collapse: number } | { expand: number } | undefined

/** What an arrow key does on the selected span; the keys of a tree. */
export function moveBy(key: string, tree: SpanTree, rows: Int32Array, collapsed: ReadonlySet<number>, selected: number): Move {
  const at = rows.indexOf(selected)
  const select = (index: number): Move => {
    const span = rows[Math.min(rows.length - 1, Math.max(0, index))]
    return span === undefined ? undefined : { select: span }
  }
  switch (key) {
    case "ArrowDown":
      return select(at + 1)
    case "ArrowUp":
      return select(at < 0 ? 0 : at - 1)
    case "PageDown":
      return select(at + 20)
    case "PageUp":
      return select(at - 20)
    case "Home":
      return select(0)
    case "End":
      return select(rows.length - 1)
    case "ArrowLeft":
      if (at < 0) return undefined
      if (tree.below[selected]! > 0 && !collapsed.has(selected)) return { collapse: selected }
      return tree.parent[selected]! >= 0 ? { select: tree.parent[selected]! } : undefined
    case "ArrowRight":
      if (at < 0 || tree.below[selected] === 0) return undefined
      return collapsed.has(selected) ? { expand: selected } : select(at + 1)
    default:
      return undefined
  }
}

function withAncestors(tree: SpanTree, matches: Uint8Array): Uint8Array {
  const kept = matches.slice()
  // From the bottom up: every span hands its mark to the one above it.
  for (let at = tree.count - 1; at >= 0; at--) {
    const span = tree.order[at]!
    const above = tree.parent[span]!
    if (kept[span] === 1 && above >= 0) kept[above] = 1
  }
  return kept
}
