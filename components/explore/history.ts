export interface RememberedQuery {
  datasourceId: string
  query: Record<string, unknown>
  atMs: number
}

const most = 50
const storageKey = "bongsu-explore-history"

/** Newest first, the same query of the same datasource once, at most 50. */
export function remembered(list: readonly RememberedQuery[], entry: RememberedQuery): RememberedQuery[] {
  const key = keyOf(entry)
  return [entry, ...list.filter((one) => keyOf(one) !== key)].slice(0, most)
}

/** What one would recognise a query by: its text, else all of it. */
export function queryText(query: Record<string, unknown>): string {
  const text = Object.values(query).find((value): value is string => typeof value === "string" && value.trim() !== "")
  return (text ?? JSON.stringify(query)).slice(0, 500)
}

/** What was stored, as far as it is readable. */
export function parseHistory(text: string | null): RememberedQuery[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]")
    return Array.isArray(list) ? list.filter(isEntry).slice(0, most) : []
  } catch {
    return []
  }
}

export function loadHistory(): RememberedQuery[] {
  return parseHistory(window.localStorage.getItem(storageKey))
}

/** A full or forbidden storage costs the history, not the query. */
export function saveHistory(list: readonly RememberedQuery[]): void {
  try {
    window.localStorage.setItem(storageKey, JSON.stringify(list))
  } catch {
    return
  }
}

function keyOf({ datasourceId, query }: RememberedQuery): string {
  return `${datasourceId} ${JSON.stringify(Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`
}

function isEntry(value: unknown): value is RememberedQuery {
  const entry = value as Partial<RememberedQuery> | null
  return (
    typeof entry?.datasourceId === "string" && typeof entry.query === "object" && entry.query !== null && typeof entry.atMs === "number"
  )
}
