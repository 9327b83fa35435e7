"use client"

import { Tooltip } from "@mantine/core"
import { useLocale } from "next-intl"
import { useEffect, useReducer } from "react"
import { relativeParts } from "./relative-time.ts"

const absolute: Intl.DateTimeFormatOptions = {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
}

/** A moment as "3 minutes ago", its absolute form on hover. `value`: ISO 8601 or epoch milliseconds. `mode` turns the two around. */
export function TimeText({ value, mode = "relative" }: { value: string | number | Date; mode?: "relative" | "absolute" }) {
  const locale = useLocale()
  useTick(30_000)
  const date = new Date(value)
  const withYear = date.getFullYear() !== new Date().getFullYear() ? { year: "numeric" as const } : {}
  const exact = new Intl.DateTimeFormat(locale, { ...absolute, ...withYear }).format(date)
  const { amount, unit } = relativeParts(date.getTime(), Date.now())
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(amount, unit)
  return (
    <Tooltip label={mode === "relative" ? exact : relative}>
      <time dateTime={date.toISOString()} suppressHydrationWarning>
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
