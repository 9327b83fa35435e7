/** From, to, and what to call it: a count of a unit back from now, or a key of `time`. */
export interface QuickRange {
  from: string
  to: string
  last?: [number, "minutes" | "hours" | "days" | "months"]
  name?: string
}

export const quickRanges: QuickRange[] = [
  { from: "now-5m", to: "now", last: [5, "minutes"] },
  { from: "now-15m", to: "now", last: [15, "minutes"] },
  { from: "now-30m", to: "now", last: [30, "minutes"] },
  { from: "now-1h", to: "now", last: [1, "hours"] },
  { from: "now-3h", to: "now", last: [3, "hours"] },
  { from: "now-6h", to: "now", last: [6, "hours"] },
  { from: "now-12h", to: "now", last: [12, "hours"] },
  { from: "now-24h", to: "now", last: [24, "hours"] },
  { from: "now-2d", to: "now", last: [2, "days"] },
  { from: "now-7d", to: "now", last: [7, "days"] },
  { from: "now-30d", to: "now", last: [30, "days"] },
  { from: "now-90d", to: "now", last: [90, "days"] },
  { from: "now-6M", to: "now", last: [6, "months"] },
  { from: "now/d", to: "now/d", name: "today" },
  { from: "now-1d/d", to: "now-1d/d", name: "yesterday" },
  { from: "now/w", to: "now/w", name: "thisWeek" },
  { from: "now/M", to: "now/M", name: "thisMonth" },
]

const units = { m: "minutes", h: "hours", d: "days", M: "months" } as const

/** The range as a quick one, also where it is none of the list ("now-45m"); undefined when it has no short name. */
export function quickRangeOf(from: string, to: string): QuickRange | undefined {
  const listed = quickRanges.find((range) => range.from === from && range.to === to)
  if (listed) return listed
  const back = to === "now" ? /^now-(\d+)([mhdM])$/.exec(from) : null
  const unit = units[back?.[2] as keyof typeof units]
  return back && unit ? { from, to, last: [Number(back[1]), unit] } : undefined
}
