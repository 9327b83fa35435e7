/* oxlint-disable jsx-a11y/prefer-tag-over-role -- A legend is no field set and a tooltip no form output. */
import { useTranslations } from "next-intl"
import { createPortal } from "react-dom"
import { formatTime } from "#lib/format/date.ts"
import classes from "./chart.module.css"
import { type CursorRow, rowWindow } from "./cursor.ts"
import type { ChartSeries } from "./series.ts"

export interface Spot {
  /** Pixels in the plot. */
  x: number
  clientX: number
  clientY: number
  timeMs: number
  rows: CursorRow[]
  /** Row that the pointer is nearest to; -1: none. */
  focus: number
}

const mostRows = 18

/** Time and values under the cursor, beside the pointer, never under it. */
export function ChartTooltip({
  spot,
  series,
  colours,
  write,
  timezone,
  locale,
}: {
  spot: Spot
  series: readonly ChartSeries[]
  colours: string[]
  write: (value: number) => string
  timezone: string
  locale: "en" | "ko"
}) {
  const t = useTranslations("panel")
  const { start, end } = rowWindow(spot.rows.length, spot.focus, mostRows)
  const right = spot.clientX > window.innerWidth / 2
  const low = spot.clientY > window.innerHeight / 2
  const place = {
    left: right ? undefined : spot.clientX + 14,
    right: right ? window.innerWidth - spot.clientX + 14 : undefined,
    top: low ? undefined : spot.clientY + 10,
    bottom: low ? window.innerHeight - spot.clientY + 10 : undefined,
  }
  return createPortal(
    <div className={classes.tooltip} style={place} role="status" aria-live="polite">
      <div className={classes.tooltipTime}>{formatTime(spot.timeMs, timezone, locale, { zone: true })}</div>
      {start > 0 && <div className={classes.tooltipMore}>{t("chart.moreAbove", { count: start })}</div>}
      {spot.rows.slice(start, end).map((row, index) => (
        <div key={row.series} className={classes.tooltipRow} data-focus={start + index === spot.focus || undefined}>
          <span className={classes.swatch} style={{ background: colours[row.series] }} />
          <span className={classes.tooltipName}>{series[row.series]?.name}</span>
          <span className={classes.tooltipValue}>{write(row.value)}</span>
        </div>
      ))}
      {end < spot.rows.length && <div className={classes.tooltipMore}>{t("chart.moreBelow", { count: spot.rows.length - end })}</div>}
      {spot.rows.length === 0 && <div className={classes.tooltipMore}>{t("chart.noValue")}</div>}
    </div>,
    document.body,
  )
}
