import type { PanelQuery } from "#lib/dashboard/schema.ts"

const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at))

/** The first letter that no query of the panel has. */
export function nextRef(queries: PanelQuery[]): string {
  const taken = new Set(queries.map((query) => query.ref))
  return letters.find((letter) => !taken.has(letter)) ?? `Q${queries.length + 1}`
}

export function addQuery(queries: PanelQuery[]): PanelQuery[] {
  return [...queries, { ref: nextRef(queries) }]
}

export function duplicateQuery(queries: PanelQuery[], ref: string): PanelQuery[] {
  return queries.flatMap((query) => (query.ref === ref ? [query, { ...structuredClone(query), ref: nextRef(queries) }] : [query]))
}

/** One place up (-1) or down (1); at the end it stays. */
export function moveQuery(queries: PanelQuery[], ref: string, by: -1 | 1): PanelQuery[] {
  const at = queries.findIndex((query) => query.ref === ref)
  const [query, other] = [queries[at], queries[at + by]]
  return query && other ? queries.with(at, other).with(at + by, query) : queries
}
