// Which series an aggregation takes together.
import type { Aggregate } from "../ast.ts"
import type { Column } from "../columns.ts"
import { keyOf, only, without } from "../labels.ts"
import type { Labels } from "../storage.ts"

export interface Group {
  labels: Labels
  members: Column[]
}

/** In the order of their first members. */
export function groupsOf(columns: Column[], { labels, without: isWithout }: Pick<Aggregate, "labels" | "without">): Group[] {
  const names = new Set(isWithout ? [...labels, "__name__"] : labels)
  const groups = new Map<string, Group>()
  for (const column of columns) {
    const kept = isWithout ? without(column.labels, names) : only(column.labels, names)
    const key = keyOf(kept)
    const group = groups.get(key)
    if (group) group.members.push(column)
    else groups.set(key, { labels: kept, members: [column] })
  }
  return [...groups.values()]
}
