export interface GridColumn {
  key: string
  title: string
  align: "start" | "end"
  /** Pixels; absent: by what stands in it. */
  width?: number
  text: (row: number) => string
  /** What it sorts by; absent: the text. NaN sorts last. */
  order?: (row: number) => number | string
}

export interface GridSort {
  key: string
  descending: boolean
}

/** Row numbers in order; undefined: as they came. Stable. */
export function sortedRows(columns: readonly GridColumn[], count: number, sort: GridSort | undefined): Uint32Array | undefined {
  const column = sort && columns.find((one) => one.key === sort.key)
  if (!column) return undefined
  const keys = Array.from({ length: count }, (_, row) => (column.order ?? column.text)(row))
  const turn = sort.descending ? -1 : 1
  return Uint32Array.from(keys.keys()).toSorted((a, b) => compare(keys[a]!, keys[b]!, turn) || a - b)
}

/**
 * CSS grid tracks: as wide as the longest of the first rows. What is left goes to the texts, by their widths, so that numbers stay beside
 * each other; without a text all share it. A width that was set stays.
 */
export function columnTracks(columns: readonly GridColumn[], count: number): string {
  const texts = columns.some((column) => column.align === "start" && column.width === undefined)
  return columns
    .map((column) => {
      if (column.width !== undefined) return `${column.width}px`
      const width = measured(column, Math.min(count, 60))
      return !texts || column.align === "start" ? `minmax(${width}px, ${width}fr)` : `${width}px`
    })
    .join(" ")
}

function measured(column: GridColumn, rows: number): number {
  let letters = lettersOf(column.title) + 2
  for (let row = 0; row < rows; row++) letters = Math.max(letters, lettersOf(column.text(row)))
  return Math.min(420, Math.max(64, Math.ceil(letters * 6.8) + 24))
}

/** Hangul and other full-width letters take nearly two places. */
function lettersOf(text: string): number {
  const wide = text.slice(0, 100).match(/[\u1100-\u11FF\u3000-\u9FFF\uAC00-\uD7AF\uFF00-\uFF60]/g)?.length ?? 0
  return text.length + wide * 0.75
}

function compare(a: number | string, b: number | string, turn: number): number {
  if (typeof a === "number" && typeof b === "number") {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
    return a === b ? 0 : (a < b ? -1 : 1) * turn
  }
  return String(a).localeCompare(String(b), "en", { numeric: true }) * turn
}
