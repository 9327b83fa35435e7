import type { Column } from "../columns.ts"

/** By value, NaN last. Over several steps there is no order, and none is made. */
export function sorted(columns: Column[], ascending: boolean, rows: number): Column[] {
  if (rows !== 1) return columns
  const direction = ascending ? 1 : -1
  return columns.toSorted((a, b) => {
    const [x = NaN, y = NaN] = [a.values[0], b.values[0]]
    const unordered = Number(Number.isNaN(x)) - Number(Number.isNaN(y))
    return unordered || (x < y ? -direction : x > y ? direction : 0)
  })
}
