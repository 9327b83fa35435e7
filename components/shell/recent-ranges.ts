/** The last absolute ranges that this browser asked for, newest first. */
export interface RecentRange {
  from: string
  to: string
}

const key = "bongsu-recent-ranges"
const most = 4

export function recentRanges(): RecentRange[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]")
    return Array.isArray(kept) ? kept.filter(isRange).slice(0, most) : []
  } catch {
    return []
  }
}

export function rememberRange(range: RecentRange): void {
  const others = recentRanges().filter((other) => other.from !== range.from || other.to !== range.to)
  try {
    localStorage.setItem(key, JSON.stringify([range, ...others].slice(0, most)))
  } catch {
    // A browser that keeps nothing loses only this convenience.
  }
}

function isRange(value: unknown): value is RecentRange {
  const range = value as Partial<RecentRange> | null
  return typeof range?.from === "string" && typeof range.to === "string"
}
