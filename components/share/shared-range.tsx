"use client"

import { Select } from "@mantine/core"
import { useLocale, useTranslations } from "next-intl"
import type { ShareTime } from "#lib/access/viewer.ts"
import { quickRanges } from "#components/shell/quick-ranges.ts"
import { ownZone, rangeWords } from "#components/shell/range-words.ts"
import type { Locale } from "#lib/format/date.ts"
import { useNow } from "#components/ui/use-now.ts"
import { parseRange } from "#lib/time/range.ts"

interface RangeText {
  from: string
  to: string
}

/** The ranges that a link lets its reader choose, and the present one. */
export function SharedRange({ time, value, onChange }: { time: ShareTime; value: RangeText; onChange: (range: RangeText) => void }) {
  const t = useTranslations("time")
  const locale = useLocale() as Locale
  const now = useNow()
  const offered = offeredRanges(time, now)
  const here = offered.some((range) => keyOf(range) === keyOf(value)) ? offered : [value, ...offered]
  return (
    <Select
      aria-label={t("range")}
      allowDeselect={false}
      w={220}
      value={keyOf(value)}
      onChange={(key) => {
        const chosen = here.find((range) => keyOf(range) === key)
        if (chosen) onChange({ from: chosen.from, to: chosen.to })
      }}
      data={here.map((range) => ({ value: keyOf(range), label: rangeWords(range, "browser", locale, now, t) }))}
    />
  )
}

const keyOf = ({ from, to }: RangeText) => `${from} ${to}`

function offeredRanges(time: ShareTime, nowMs: number): RangeText[] {
  if (time.mode === "choices") return time.choices
  if (time.mode === "fixed") return [time]
  return quickRanges.filter(({ from, to }) => {
    const range = parseRange({ from, to }, nowMs, ownZone())
    return range.toMs - range.fromMs <= time.maxMs
  })
}
