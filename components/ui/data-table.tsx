"use client"

import { IconChevronDown, IconChevronUp } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { type KeyboardEvent, type ReactNode, useState } from "react"
import classes from "./data-table.module.css"
import { sortRows, type Sorting } from "./sort-rows.ts"

export interface Column<Row> {
  key: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** Makes the column sortable. */
  sortValue?: (row: Row) => string | number | undefined
  align?: "start" | "end"
  width?: number | string
  /** Left out at 640 px and below. */
  wide?: boolean
}

/**
 * Rows of 28 px with tabular figures. With `onOpen` a row is opened by click or Enter, and arrows move between rows.
 * @param label names the table for screen readers.
 */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  sort: initial,
  loading = false,
}: {
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  onOpen?: (row: Row) => void
  sort?: Sorting
  loading?: boolean
}) {
  const [sort, setSort] = useState<Sorting | undefined>(initial)
  const sorted = sortRows(rows, sort, columns.find((column) => column.key === sort?.key)?.sortValue)
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={label} aria-busy={loading}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {loading && rows.length === 0 && <SkeletonRows columns={columns.length} />}
          {sorted.map((row) => (
            <tr
              key={rowKey(row)}
              tabIndex={onOpen ? 0 : undefined}
              data-open={onOpen ? true : undefined}
              onClick={onOpen && ((event) => isPlain(event.target) && onOpen(row))}
              onKeyDown={onOpen && ((event) => onRowKey(event, () => onOpen(row)))}
            >
              {columns.map((column) => (
                <td key={column.key} data-align={column.align} data-wide={column.wide || undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HeaderCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort?: Sorting; onSort: (sort: Sorting) => void }) {
  const t = useTranslations("app")
  const mine = sort?.key === column.key
  const style = column.width === undefined ? undefined : { width: column.width }
  if (!column.sortValue)
    return (
      <th scope="col" data-align={column.align} data-wide={column.wide || undefined} style={style}>
        {column.header}
      </th>
    )
  const Icon = sort?.descending ? IconChevronDown : IconChevronUp
  return (
    <th
      scope="col"
      data-align={column.align}
      data-wide={column.wide || undefined}
      style={style}
      aria-sort={mine ? (sort.descending ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        className={classes.sort}
        title={t("sort")}
        onClick={() => onSort({ key: column.key, descending: mine ? !sort.descending : false })}
      >
        {column.header}
        {mine && <Icon size={12} stroke={1.75} aria-hidden />}
      </button>
    </th>
  )
}

function SkeletonRows({ columns }: { columns: number }) {
  return Array.from({ length: 5 }, (_, row) => (
    <tr key={row} aria-hidden>
      {Array.from({ length: columns }, (_, cell) => (
        <td key={cell} aria-hidden>
          <span className={classes.skeleton} />
        </td>
      ))}
    </tr>
  ))
}

/** A click on a control inside the row is that control's. */
function isPlain(target: EventTarget): boolean {
  return !(target instanceof Element && target.closest("a, button, input, label, [role=menu], [role=dialog]"))
}

function onRowKey(event: KeyboardEvent<HTMLTableRowElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return
  const row = event.currentTarget
  const next = event.key === "ArrowDown" ? row.nextElementSibling : event.key === "ArrowUp" ? row.previousElementSibling : null
  if (event.key === "Enter") open()
  else if (next instanceof HTMLElement) next.focus()
  else return
  event.preventDefault()
}
