export interface Sorting {
  key: string
  descending: boolean
}

/** A sorted copy; text by locale with numbers in it as numbers, what has no value last either way. */
export function sortRows<Row>(rows: Row[], sort: Sorting | undefined, valueOf?: (row: Row) => string | number | undefined): Row[] {
  if (!sort || !valueOf) return rows
  const sign = sort.descending ? -1 : 1
  return rows.toSorted((a, b) => {
    const x = valueOf(a)
    const y = valueOf(b)
    if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1
    if (typeof x === "number" && typeof y === "number") return sign * (x - y)
    return sign * String(x).localeCompare(String(y), undefined, { numeric: true, sensitivity: "base" })
  })
}
