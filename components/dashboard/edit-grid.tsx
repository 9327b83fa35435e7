"use client"

import "react-grid-layout/css/styles.css"
import { useElementSize } from "@mantine/hooks"
import type { ReactNode } from "react"
import { GridLayout, type Layout, verticalCompactor } from "react-grid-layout"
import type { Panel } from "#lib/dashboard/schema.ts"
import classes from "./edit-grid.module.css"
import { CELL, COLUMNS, GAP, type Place, readingOrder } from "./layout.ts"

const grid = { cols: COLUMNS, rowHeight: CELL, margin: [GAP, GAP] as const, containerPadding: [0, 0] as const }
const drag = { enabled: true, handle: ".panel-handle", cancel: "button, a, input" }
const resize = { enabled: true, handles: ["se" as const] }

/** The grid while it is edited: panels are dragged by their header and resized at the corner; one change a gesture. */
export function EditGrid({
  panels,
  render,
  onMove,
}: {
  panels: Panel[]
  render: (panel: Panel) => ReactNode
  onMove: (places: Map<string, Place>) => void
}) {
  const { ref, width } = useElementSize()
  const tell = (layout: Layout) => onMove(new Map(layout.map(({ i, x, y, w, h }) => [i, { x, y, w, h }])))
  return (
    <div ref={ref} className={classes.grid}>
      {width > 0 && (
        <GridLayout
          width={width}
          layout={panels.map(({ id, grid: { x, y, w, h } }) => ({ i: id, x, y, w, h, minW: 2, minH: 2 }))}
          gridConfig={grid}
          dragConfig={drag}
          resizeConfig={resize}
          compactor={verticalCompactor}
          onDragStop={tell}
          onResizeStop={tell}
        >
          {readingOrder(panels).map((panel) => (
            <div key={panel.id}>{render(panel)}</div>
          ))}
        </GridLayout>
      )}
    </div>
  )
}
