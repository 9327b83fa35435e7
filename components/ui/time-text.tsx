"use client"

import { Tooltip } from "@mantine/core"
import { useLocale } from "next-intl"
import { useEffect, useReducer } from "react"
import { formatAge, formatTime, type Locale } from "#lib/format/date.ts"
import { zoneOf } from "#lib/time/zone.ts"

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
  useTick(30_000)
  const ms = new Date(value).getTime()
  const zone = zoneOf(timezone, Intl.DateTimeFormat().resolvedOptions().timeZone)
  const exact = formatTime(ms, zone, locale)
  const relative = formatAge(ms, Date.now(), locale)
  return (
    <Tooltip label={mode === "relative" ? exact : relative}>
      <time dateTime={new Date(ms).toISOString()} suppressHydrationWarning>
        {mode === "relative" ? relative : exact}
      </time>
    </Tooltip>
  )
}

function useTick(everyMs: number) {
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
}
