/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex -- Rows that exist only while they are seen are placed by pixels, which table elements are not; what scrolls must be reachable by keys. */
"use client"

import { useTranslations } from "next-intl"
import { measureElement, useVirtualizer, type Virtualizer } from "@tanstack/react-virtual"
import { type RefObject, useDeferredValue, useMemo, useRef, useState } from "react"
import type { Frame } from "#lib/frame/frame.ts"
import { LogRowView } from "./log-row.tsx"
import { LogTools } from "./log-tools.tsx"
import { type Folding, lineAt, type LogRow, logRows, type Order } from "./lines.ts"
import classes from "./logs.module.css"

export interface LogListProps {
  /** Frames of shape `logs`, newest first. Keep the array stable between renders. */
  frames: readonly Frame[]
  order: Order
  folding: Folding
  wrap: boolean
  /** IANA zone. */
  timezone: string
  locale: "en" | "ko"
  /** Pixels. */
  height: number
  /** With the day before the time. */
  withDate: boolean
  /** Labels that stand before the line. */
  columns?: readonly string[]
  openTrace?: (traceId: string, spanId?: string) => void
  /** Without search field and toggles. */
  bare?: boolean
}

const rowHeight = 20
const toolsHeight = 32

/** Lines of any number and length: only what is in view is looked at. */
export function LogList(props: LogListProps) {
  const { frames, folding, height } = props
  const t = useTranslations("panel")
  const [wrap, setWrap] = useState(props.wrap)
  const [order, setOrder] = useState(props.order)
  const [search, setSearch] = useState("")
  const [open, toggle] = useOpenRows()
  const wanted = useDeferredValue(search)
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => logRows(frames, order, folding), [frames, order, folding])
  const virtualizer = useVisibleRows(rows, scroller, height, wrap)
  const inner = props.bare ? height : height - toolsHeight
  return (
    <div className={classes.logs} style={{ height }}>
      {!props.bare && (
        <LogTools
          {...{ frames, rows, search: wanted, wrap, order }}
          onSearch={setSearch}
          onWrap={setWrap}
          onOrder={setOrder}
          onFind={(index) => virtualizer.scrollToIndex(index, { align: "center" })}
        />
      )}
      <div ref={scroller} className={classes.scroller} style={{ height: inner }} tabIndex={0} role="list" aria-label={t("logs.label")}>
        <div className={classes.body} data-wrap={wrap || undefined} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index]!
            const key = keyOf(row)
            return (
              <div
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                className={classes.place}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <LogRowView
                  {...props}
                  t={t}
                  line={lineAt(frames, row)}
                  repeats={row.repeats}
                  wrap={wrap}
                  search={wanted}
                  open={open.has(key)}
                  onToggle={() => toggle(key)}
                />
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** Which rows are in view, and where. */
function useVisibleRows(rows: readonly LogRow[], scroller: RefObject<HTMLDivElement | null>, height: number, wrap: boolean) {
  // What is in view is drawn first, what may be scrolled to after it.
  const overscan = useDeferredValue(15, 0)
  // oxlint-disable-next-line react/incompatible-library -- the compiler is not in use, and what it returns stays with its caller
  return useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    // A row that does not wrap is as high as foreseen, or as it was: asking each would lay them out one by one. What grows is observed.
    measureElement: wrap
      ? undefined
      : (element, entry, list) => (entry ? measureElement(element, entry, list) : knownHeight(element, list)),
    getItemKey: (index) => keyOf(rows[index]),
    initialRect: { width: 800, height },
  })
}

function knownHeight(element: Element, list: Virtualizer<HTMLDivElement, Element>): number {
  return list.measurementsCache[list.indexFromElement(element)]?.size ?? rowHeight
}

/** Rows that show their details. */
function useOpenRows(): [ReadonlySet<string>, (key: string) => void] {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (key: string) =>
    setOpen((now) => {
      const next = new Set(now)
      if (!next.delete(key)) next.add(key)
      return next
    })
  return [open, toggle]
}

function keyOf(row: { frame: number; row: number } | undefined): string {
  return row ? `${row.frame}:${row.row}` : ""
}
