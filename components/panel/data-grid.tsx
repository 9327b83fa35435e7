/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex -- Rows that exist only while they are seen are placed by pixels, which table elements are not; what scrolls must be reachable by keys. */
"use client"

import { IconChevronDown, IconChevronUp } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { type ReactNode, useMemo, useState } from "react"
import { columnTracks, type GridColumn, type GridSort, sortedRows } from "./grid-rows.ts"
import classes from "./data-grid.module.css"
import { useRowWindow } from "./use-row-window.ts"

export interface DrawnColumn extends GridColumn {
  /** Drawn instead of the text. */
  cell?: (row: number) => ReactNode
}

const rowHeight = 28

/**
 * A table of any length: 28 px rows of which only the visible ones exist, sorted by a click on a header.
 * @param columns what row `i` (of `count`) says in each column; keep it stable between renders.
 * @param onOpen makes rows open by click and Enter.
 */
export function DataGrid({
  label,
  columns,
  count,
  height,
  onOpen,
  initialSort,
}: {
  label: string
  columns: readonly DrawnColumn[]
  count: number
  height: number
  onOpen?: (row: number) => void
  initialSort?: GridSort
}) {
  const [sort, setSort] = useState<GridSort | undefined>(initialSort)
  const order = useMemo(() => sortedRows(columns, count, sort), [columns, count, sort])
  const tracks = useMemo(() => columnTracks(columns, count), [columns, count])
  const { scroller, first, last } = useRowWindow(count, rowHeight, height - rowHeight)
  const visible = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index)
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={{ height }}
      tabIndex={0}
      role="table"
      aria-label={label}
      aria-rowcount={count + 1}
    >
      <div className={classes.body} style={{ height: (count + 1) * rowHeight }}>
        <div className={classes.header} role="row" style={{ gridTemplateColumns: tracks }}>
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sort={sort} onSort={setSort} />
          ))}
        </div>
        {visible.map((place) => (
          <Row key={place} row={order?.[place] ?? place} {...{ place, columns, tracks, onOpen }} />
        ))}
      </div>
    </div>
  )
}

function Row({
  row,
  place,
  columns,
  tracks,
  onOpen,
}: {
  row: number
  place: number
  columns: readonly DrawnColumn[]
  tracks: string
  onOpen?: (row: number) => void
}) {
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      className={classes.row}
      data-open={onOpen ? true : undefined}
      tabIndex={onOpen ? 0 : undefined}
      style={{ top: (place + 1) * rowHeight, gridTemplateColumns: tracks }}
      onClick={onOpen && (() => onOpen(row))}
      onKeyDown={onOpen && ((event) => event.key === "Enter" && event.target === event.currentTarget && onOpen(row))}
    >
      {columns.map((column) => (
        <div key={column.key} role="cell" className={classes.cell} data-align={column.align} title={column.text(row)}>
          {column.cell ? column.cell(row) : column.text(row)}
        </div>
      ))}
    </div>
  )
}

function HeaderCell({ column, sort, onSort }: { column: DrawnColumn; sort?: GridSort; onSort: (sort: GridSort | undefined) => void }) {
  const t = useTranslations("app")
  const mine = sort?.key === column.key ? sort : undefined
  const Icon = mine?.descending ? IconChevronDown : IconChevronUp
  return (
    <div
      role="columnheader"
      className={classes.headerCell}
      data-align={column.align}
      aria-sort={mine ? (mine.descending ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        className={classes.sort}
        title={`${column.title}\n${t("sort")}`}
        onClick={() => onSort(mine?.descending ? undefined : { key: column.key, descending: mine !== undefined })}
      >
        <span className={classes.title}>{column.title}</span>
        {mine && <Icon size={12} stroke={1.75} aria-hidden />}
      </button>
    </div>
  )
}
