"use client"

import { IconChevronLeft, IconChevronRight, IconClock, IconZoomOut } from "@tabler/icons-react"
import { useLocale, useTranslations } from "next-intl"
import { useState } from "react"
import type { Locale } from "#lib/format/date.ts"
import { parseRange, type Range } from "#lib/time/range.ts"
import { lateView } from "#components/ui/late-view.tsx"
import { PlainButton } from "#components/ui/plain-button.tsx"
import { Sheet } from "#components/ui/sheet.tsx"
import { useNow } from "#components/ui/use-now.ts"
import { Tooltip } from "#components/ui/tooltip.tsx"
import { shiftRange, zoomOut } from "./move-range.ts"
import { ownZone, rangeWords } from "./range-words.ts"
import { rememberRange } from "./recent-ranges.ts"
import classes from "./time-range-picker.module.css"

// Fetched when the pointer nears.
const { View: TimeRangeForm, preload: nearForm } = lateView(
  async () => (await import("./time-range-form.tsx")).TimeRangeForm,
  () => <div className={classes.coming} aria-busy />,
)

export interface RangeChoice {
  from: string
  to: string
}

/**
 * The range of a view: shows it in words, opens the choice, moves and zooms. Texts in and out ("now-6h", epoch ms), the zone apart
 * ("browser", "utc" or IANA).
 */
export function TimeRangePicker({
  value,
  timezone,
  onChange,
  onTimezone,
}: {
  value: RangeChoice
  timezone: string
  onChange: (range: RangeChoice) => void
  onTimezone: (timezone: string) => void
}) {
  const t = useTranslations("time")
  const locale = useLocale() as Locale
  const [opened, setOpened] = useState(false)
  const choose = (range: RangeChoice) => {
    rememberRange(range)
    onChange(range)
    setOpened(false)
  }
  const words = rangeWords(value, timezone, locale, useNow(), t)
  const move = (change: (range: Range, nowMs: number) => Range) => {
    const moved = moveRange(value, timezone, change)
    if (moved) onChange(moved)
  }
  return (
    <div className={classes.picker}>
      <Move label={t("shiftBack")} icon={IconChevronLeft} wide onClick={() => move((range, now) => shiftRange(range, -1, now))} />
      <Sheet
        opened={opened}
        onChange={setOpened}
        title={t("range")}
        width={520}
        side="bottom-end"
        target={
          <PlainButton
            onPointerEnter={nearForm}
            onFocus={nearForm}
            onClick={() => setOpened(!opened)}
            aria-label={`${t("range")}: ${words}`}
          >
            <IconClock size={14} stroke={1.5} />
            <span suppressHydrationWarning className={classes.words}>
              {words}
            </span>
            {timezone !== "browser" && timezone !== ownZone() && (
              <span className={classes.zone} suppressHydrationWarning>
                {timezone === "utc" ? "UTC" : timezone}
              </span>
            )}
          </PlainButton>
        }
      >
        <TimeRangeForm value={value} timezone={timezone} onChange={choose} onTimezone={onTimezone} />
      </Sheet>
      <Move label={t("shiftForward")} icon={IconChevronRight} wide onClick={() => move((range, now) => shiftRange(range, 1, now))} />
      <Move label={t("zoomOut")} icon={IconZoomOut} onClick={() => move(zoomOut)} />
    </div>
  )
}

/** @param wide left out on a phone. */
function Move({ label, icon: Icon, wide, onClick }: { label: string; icon: typeof IconClock; wide?: boolean; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <PlainButton look="icon" className={wide ? classes.wide : undefined} aria-label={label} onClick={onClick}>
        <Icon size={16} stroke={1.5} />
      </PlainButton>
    </Tooltip>
  )
}

/** The range after a move, as epoch milliseconds in text; undefined when the present one can't be read. */
export function moveRange(value: RangeChoice, timezone: string, change: (range: Range, nowMs: number) => Range): RangeChoice | undefined {
  try {
    const now = Date.now()
    const { fromMs, toMs } = change(parseRange({ ...value, timezone }, now, ownZone()), now)
    return { from: String(fromMs), to: String(toMs) }
  } catch {
    return undefined
  }
}
