import { IconChartLine } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useMemo } from "react"
import { DataGrid } from "#components/panel/data-grid.tsx"
import { formatTime } from "#lib/format/date.ts"
import classes from "./chart.module.css"
import { aligned, type ChartSeries } from "./series.ts"

/** The chart's data to read, sort by and copy: one row an instant. */
export function SeriesTable({
  series,
  timezone,
  locale,
  height,
  write,
  onClose,
}: {
  series: readonly ChartSeries[]
  timezone: string
  locale: "en" | "ko"
  height: number
  write: (value: number) => string
  onClose: () => void
}) {
  const t = useTranslations("panel")
  const { times, columns } = useMemo(() => aligned(series.slice(0, 100), 0), [series])
  const grid = useMemo(
    () => [
      {
        key: "time",
        title: t("chart.time"),
        align: "start" as const,
        width: 190,
        text: (row: number) => formatTime(times[row] ?? 0, timezone, locale, { zone: true }),
        order: (row: number) => times[row] ?? 0,
      },
      ...columns.map((column, index) => ({
        key: `series ${index}`,
        title: series[index]?.name ?? "",
        align: "end" as const,
        text: (row: number) => (Number.isNaN(column[row]) ? "–" : write(column[row] ?? 0)),
        order: (row: number) => column[row] ?? Number.NaN,
      })),
    ],
    [t, times, columns, series, timezone, locale, write],
  )
  return (
    <>
      <DataGrid label={t("chart.asTable")} columns={grid} count={times.length} height={height} />
      <button type="button" className={classes.tableButton} onClick={onClose} title={t("chart.asChart")} aria-label={t("chart.asChart")}>
        <IconChartLine size={16} stroke={1.5} aria-hidden />
      </button>
    </>
  )
}
