/* oxlint-disable jsx-a11y/prefer-tag-over-role -- A legend is no field set and a tooltip no form output. */
import { useTranslations } from "next-intl"
import { useMemo } from "react"
import classes from "./chart.module.css"
import { type ChartSeries, statisticsOf } from "./series.ts"

const shownAtMost = 500

/** Names and colours; the table adds last, min, max and mean. Click shows one alone, with Ctrl or ⌘ it toggles. */
export function Legend({
  mode,
  series,
  colours,
  hidden,
  height,
  write,
  onChoose,
}: {
  mode: "list" | "table" | "none"
  series: readonly ChartSeries[]
  colours: string[]
  hidden: ReadonlySet<string>
  height: number
  write: (value: number) => string
  onChoose: (name: string, toggle: boolean) => void
}) {
  const t = useTranslations("panel")
  const entries = series.slice(0, shownAtMost).map((one, index) => (
    <button
      key={one.name}
      type="button"
      className={classes.entry}
      aria-pressed={!hidden.has(one.name)}
      title={`${one.name}\n${t("chart.legendHint")}`}
      onClick={(event) => onChoose(one.name, event.metaKey || event.ctrlKey)}
    >
      <span className={classes.swatch} style={{ background: colours[index] }} />
      <span className={classes.entryName}>{one.name}</span>
    </button>
  ))
  const more = series.length - entries.length
  return (
    <div className={classes.legend} style={{ height }} role="group" aria-label={t("chart.legend")}>
      {mode === "table" ? <LegendTable series={series.slice(0, shownAtMost)} entries={entries} write={write} /> : entries}
      {more > 0 && <span className={classes.entryMore}>{t("chart.moreSeries", { count: more })}</span>}
    </div>
  )
}

function LegendTable({
  series,
  entries,
  write,
}: {
  series: readonly ChartSeries[]
  entries: React.ReactNode[]
  write: (value: number) => string
}) {
  const t = useTranslations("panel")
  const statistics = useMemo(() => series.map((one) => statisticsOf(one.values)), [series])
  const cell = (value: number | null | undefined) => <td>{value == null ? "–" : write(value)}</td>
  return (
    <table className={classes.legendTable}>
      <thead>
        <tr>
          <th scope="col">{t("chart.name")}</th>
          <th scope="col">{t("chart.last")}</th>
          <th scope="col">{t("chart.min")}</th>
          <th scope="col">{t("chart.max")}</th>
          <th scope="col">{t("chart.mean")}</th>
        </tr>
      </thead>
      <tbody>
        {series.map((one, index) => (
          <tr key={one.name}>
            <th scope="row">{entries[index]}</th>
            {cell(statistics[index]?.last)}
            {cell(statistics[index]?.min)}
            {cell(statistics[index]?.max)}
            {cell(statistics[index]?.mean)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
