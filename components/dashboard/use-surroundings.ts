"use client"

import { useState } from "react"
import type { PanelSurroundings } from "./panel-body.tsx"
import type { DashboardViewState } from "./use-view.ts"

type Look = Pick<DashboardViewState, "rangeAt" | "zone">

/** What the panels of a view share; a new object only for another range or zone. */
export function useSurroundings({ rangeAt, zone }: DashboardViewState): PanelSurroundings {
  const [kept, setKept] = useState(() => lookNow({ rangeAt, zone }))
  if (kept.rangeAt === rangeAt && kept.zone === zone) return kept.surroundings
  const next = lookNow({ rangeAt, zone })
  setKept(next)
  return next.surroundings
}

function lookNow({ rangeAt, zone }: Look): Look & { surroundings: PanelSurroundings } {
  return { rangeAt, zone, surroundings: { range: rangeAt(Date.now()), timezone: zone } }
}
