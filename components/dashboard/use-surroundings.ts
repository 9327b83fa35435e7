"use client"

import { useState } from "react"
import type { PanelSurroundings } from "./panel-body.tsx"
import type { DashboardViewState } from "./use-view.ts"

/** What the panels of a view share; a new object only for another range or zone. */
export function useSurroundings(view: DashboardViewState): PanelSurroundings {
  const { rangeAt, zone } = view
  const [kept, setKept] = useState(() => ({ rangeAt, zone, surroundings: { range: rangeAt(Date.now()), timezone: zone } }))
  if (kept.rangeAt === rangeAt && kept.zone === zone) return kept.surroundings
  const surroundings = { range: rangeAt(Date.now()), timezone: zone }
  setKept({ rangeAt, zone, surroundings })
  return surroundings
}
