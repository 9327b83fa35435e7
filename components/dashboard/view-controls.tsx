"use client"

import { RefreshPicker } from "#components/shell/refresh-picker.tsx"
import { TimeRangePicker } from "#components/shell/time-range-picker.tsx"
import type { DashboardViewState } from "./use-view.ts"

/** Range and refresh of a dashboard; both live in the URL. */
export function ViewControls({ view, busy, onRefresh }: { view: DashboardViewState; busy: boolean; onRefresh: () => void }) {
  return (
    <>
      <TimeRangePicker
        value={view.range}
        timezone={view.timezone}
        onChange={(range) => view.change(range)}
        onTimezone={(timezone) => view.change({ timezone })}
      />
      <RefreshPicker value={view.refresh} busy={busy} onRefresh={onRefresh} onChange={(refresh) => view.change({ refresh }, "replace")} />
    </>
  )
}
