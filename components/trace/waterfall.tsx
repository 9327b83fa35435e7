/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex -- Rows that exist only while they are seen are placed by pixels, which table elements are not; what scrolls must be reachable by keys. */
"use client"

import { useComputedColorScheme } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useEffect, useMemo, useRef } from "react"
import { seriesColours } from "#components/chart/colours.ts"
import { useRowWindow } from "#components/panel/use-row-window.ts"
import type { Frame } from "#lib/frame/frame.ts"
import { Minimap } from "./minimap.tsx"
import { SpanRow } from "./span-row.tsx"
import { TimeScale } from "./time-scale.tsx"
import { TraceTools } from "./trace-tools.tsx"
import classes from "./trace.module.css"
import { pressKey, type TraceView, useTraceView } from "./use-trace-view.ts"

const rowHeight = 20
const headHeight = 32 + 44 + 22

/**
 * Spans of one trace over time: search, minimap, rows of 20 px of which only the visible ones exist.
 * @param onSelect the span that was chosen, by id.
 */
export function Waterfall({
  frame,
  locale,
  height,
  selected,
  onSelect,
}: {
  frame: Frame
  locale: "en" | "ko"
  /** Pixels. */
  height: number
  /** Span id that is chosen at first. */
  selected?: string
  onSelect?: (spanId: string) => void
}) {
  const view = useTraceView(frame, selected)
  const { tree, state } = view
  const scheme = useComputedColorScheme("dark", { getInitialValueInEffect: false })
  const colours = useMemo(
    () =>
      seriesColours(
        tree.services.map((service) => service.name),
        scheme,
      ),
    [tree, scheme],
  )
  const window = state.zoom ?? { fromMs: tree.fromMs, toMs: Math.max(tree.toMs, tree.fromMs + 0.001) }
  const chosen = useRef(state.selected)
  useEffect(() => {
    if (state.selected === chosen.current) return
    chosen.current = state.selected
    const id = tree.spanIds[state.selected]
    if (id !== undefined) onSelect?.(id)
  }, [state.selected, tree, onSelect])
  return (
    <div className={classes.waterfall} style={{ height }}>
      <TraceTools view={view} />
      <Minimap view={view} colours={colours} />
      <TimeScale fromMs={window.fromMs - tree.fromMs} toMs={window.toMs - tree.fromMs} locale={locale} />
      <Rows view={view} colours={colours} window={window} locale={locale} height={height - headHeight} />
    </div>
  )
}

function Rows({
  view,
  colours,
  window,
  locale,
  height,
}: {
  view: TraceView
  colours: string[]
  window: { fromMs: number; toMs: number }
  locale: "en" | "ko"
  height: number
}) {
  const t = useTranslations("trace")
  const { rows, tree, state } = view
  const list = useRef<HTMLElement>(null)
  const { scroller, first, last } = useRowWindow(rows.length, rowHeight, height)
  const place = rows.indexOf(state.selected)
  useEffect(() => {
    const element = list.current
    if (!element || place < 0) return
    const top = place * rowHeight
    if (top < element.scrollTop || top > element.scrollTop + element.clientHeight - rowHeight)
      element.scrollTop = top - element.clientHeight / 2
  }, [place])
  return (
    <div
      ref={(element) => {
        list.current = element
        return scroller(element)
      }}
      className={classes.rows}
      style={{ height }}
      role="treegrid"
      aria-label={t("waterfall")}
      aria-rowcount={rows.length}
      aria-activedescendant={state.selected >= 0 ? `span-${tree.spanIds[state.selected]}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        if (pressKey(view, event.key)) event.preventDefault()
      }}
    >
      <div className={classes.rowsBody} style={{ height: rows.length * rowHeight }}>
        {Array.from(rows.subarray(first, last), (span, index) => (
          <SpanRow
            key={span}
            view={view}
            span={span}
            top={(first + index) * rowHeight}
            colour={colours[tree.service[span]!]!}
            window={window}
            locale={locale}
          />
        ))}
      </div>
      {rows.length === 0 && <p className={classes.nothing}>{t(tree.count === 0 ? "noSpans" : "noMatch")}</p>}
    </div>
  )
}
