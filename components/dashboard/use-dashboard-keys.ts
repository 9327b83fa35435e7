"use client"

import { shiftRange, zoomOut } from "#components/shell/move-range.ts"
import { moveRange } from "#components/shell/time-range-picker.tsx"
import { useKeySequence } from "#components/shell/use-key-sequence.ts"
import type { Range } from "#lib/time/range.ts"
import type { DashboardViewState } from "./use-view.ts"

/** Grafana's keys. `e` and `v` are about the panel under the pointer, else the focused one. */
export function useDashboardKeys(
  view: DashboardViewState,
  does: { refresh: () => void; edit?: (panelId: string) => void; show?: (panelId: string) => void },
): void {
  const move = (change: (range: Range, nowMs: number) => Range) => {
    const moved = moveRange(view.range, view.timezone, change)
    if (moved) view.change(moved)
  }
  useKeySequence({
    "d r": does.refresh,
    "d k": () => view.change({ kiosk: !view.url.kiosk }, "replace"),
    "t z": () => move(zoomOut),
    "t ArrowLeft": () => move((range, now) => shiftRange(range, -1, now)),
    "t ArrowRight": () => move((range, now) => shiftRange(range, 1, now)),
    e: onPanel(does.edit),
    v: onPanel(does.show),
    Escape: () => view.change({ viewPanel: undefined, kiosk: false, ...(view.url.editPanel ? { editPanel: undefined, edit: true } : {}) }),
  })
}

function onPanel(run?: (panelId: string) => void): () => void {
  return () => {
    const id = panelAtHand()
    if (id) run?.(id)
  }
}

function panelAtHand(): string | undefined {
  const panel = document.querySelector("[data-panel-id]:hover") ?? document.activeElement?.closest("[data-panel-id]")
  return panel?.getAttribute("data-panel-id") ?? undefined
}
