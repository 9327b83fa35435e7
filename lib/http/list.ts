import { z } from "zod"

const MAX_LIMIT = 500

/** Query of every list: `limit` rows (default 100, at most 500) after `cursor`, those that match `search`. */
export const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(100),
  cursor: z.string().max(500).optional(),
  search: z.string().trim().max(200).optional(),
})
export type ListQuery = z.output<typeof ListQuery>

export interface ListAnswer<T> {
  items: T[]
  /** Absent on the last page. */
  nextCursor?: string
}

/** The answer schema of a list, for the API document. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() })
}

/** Cuts `limit + 1` rows that a store has read into a page; `cursorOf` names the row after which the next page begins. */
export function pageOf<T>(rows: T[], limit: number, cursorOf: (row: T) => string): ListAnswer<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return rows.length > limit && last !== undefined ? { items, nextCursor: cursorOf(last) } : { items }
}
