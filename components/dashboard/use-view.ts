"use client"

import { useCallback, useMemo } from "react"
import { ownZone } from "#components/shell/range-words.ts"
import type { RangeChoice } from "#components/shell/time-range-picker.tsx"
import { useViewState } from "#components/shell/use-view-state.ts"
import type { ViewPatch, ViewState } from "#components/shell/view-state.ts"
import type { DashboardDocument } from "#lib/dashboard/schema.ts"
import { tryDuration } from "#lib/time/duration.ts"
import { parseRange, type Range } from "#lib/time/range.ts"
import { zoneNamed } from "./early-read.ts"

const leastRefreshMs = 5_000

export interface DashboardViewState {
  url: ViewState
  change: (patch: ViewPatch, how?: "push" | "replace") => void
  range: RangeChoice
  /** The range with its zone, as requests carry it; the same object while it is the same. */
  asked: RangeChoice & { timezone: string }
  /** As chosen: "browser", "utc" or IANA. */
  timezone: string
  /** The zone that it comes to. */
  zone: string
  refresh: string
  refreshMs: number
  /** The range at a moment; a range that can't be read is the last hour. */
  rangeAt: (nowMs: number) => Range
  selectRange: (fromMs: number, toMs: number) => void
}

type Saved = Pick<DashboardDocument, "time" | "timezone" | "refresh">

/** How the dashboard is looked at: what the URL says, else what was saved. */
export function useDashboardView(saved: Saved): DashboardViewState {
  const [url, change] = useViewState()
  const from = url.from ?? saved.time.from
  const to = url.to ?? saved.time.to
  const timezone = url.timezone ?? saved.timezone
  const zone = zoneNamed(timezone) ?? ownZone()
  const refresh = url.refresh ?? saved.refresh
  const rangeAt = useCallback((nowMs: number) => readRange({ from, to, timezone: zone }, nowMs), [from, to, zone])
  const selectRange = useCallback(
    (fromMs: number, toMs: number) => change({ from: String(Math.round(fromMs)), to: String(Math.round(toMs)) }),
    [change],
  )
  const refreshMs = refresh ? Math.max(leastRefreshMs, tryDuration(refresh) ?? 0) : 0
  const asked = useMemo(() => ({ from, to, timezone: zone }), [from, to, zone])
  return useMemo(
    () => ({ url, change, range: { from, to }, asked, timezone, zone, refresh, refreshMs, rangeAt, selectRange }),
    [url, change, from, to, asked, timezone, zone, refresh, refreshMs, rangeAt, selectRange],
  )
}

function readRange(text: { from: string; to: string; timezone: string }, nowMs: number): Range {
  try {
    return parseRange(text, nowMs)
  } catch {
    return { fromMs: nowMs - 3_600_000, toMs: nowMs }
  }
}
