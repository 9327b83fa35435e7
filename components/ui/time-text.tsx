"use client"

import { useLocale } from "next-intl"
import { formatAge, formatTime, type Locale } from "#lib/format/date.ts"
import { zoneOf } from "#lib/time/zone.ts"
import { ownZone } from "#components/shell/range-words.ts"
import { useNow } from "./use-now.ts"
import { Tooltip } from "./tooltip.tsx"

/**
 * A moment as "3m ago", its absolute form on hover; `mode` turns the two around. `value`: ISO 8601 or epoch milliseconds.
 * `timezone`: IANA, "utc" or "browser".
 */
export function TimeText({
  value,
  mode = "relative",
  timezone = "browser",
}: {
  value: string | number | Date
  mode?: "relative" | "absolute"
  timezone?: string
}) {
  const locale = useLocale() as Locale
  const now = useNow()
  const ms = new Date(value).getTime()
  const zone = zoneOf(timezone, ownZone())
  const exact = formatTime(ms, zone, locale)
  const relative = formatAge(ms, now, locale)
  return (
    <Tooltip label={mode === "relative" ? exact : relative}>
      <time dateTime={new Date(ms).toISOString()} style={{ whiteSpace: "nowrap" }} suppressHydrationWarning>
        {mode === "relative" ? relative : exact}
      </time>
    </Tooltip>
  )
}
