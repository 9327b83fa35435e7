"use client"

import type { ReactNode } from "react"
import { usePhone } from "#components/ui/sheet.tsx"
import { cellsHeight, readingOrder } from "./layout.ts"
import classes from "./view-grid.module.css"
import type { ViewedPanel } from "./use-dashboard.ts"

/** Panels at their places on 24 columns; on a phone one below the other in reading order. */
export function ViewGrid<P extends ViewedPanel>({ panels, render }: { panels: P[]; render: (panel: P) => ReactNode }) {
  const phone = usePhone()
  return (
    <div className={classes.grid}>
      {readingOrder(panels).map((panel) => (
        <div
          key={panel.id}
          className={classes.cell}
          style={
            phone
              ? { height: cellsHeight(panel.grid.h) }
              : { gridColumn: `${panel.grid.x + 1} / span ${panel.grid.w}`, gridRow: `${panel.grid.y + 1} / span ${panel.grid.h}` }
          }
        >
          {render(panel)}
        </div>
      ))}
    </div>
  )
}
