"use client"

import { useComputedColorScheme } from "@mantine/core"
import { useTranslations } from "next-intl"
import { useMemo, useState } from "react"
import { formatValue } from "#lib/format/value.ts"
import { Annotations, type Exemplar, type Marker, type Region, type ThresholdLine } from "./annotations.tsx"
import { Axes } from "./axes.tsx"
import { ChartCanvas } from "./canvas.tsx"
import classes from "./chart.module.css"
import { isolateOrToggle } from "./legend-choice.ts"
import { Legend } from "./legend.tsx"
import { chartModel, type ChartModel, type ChartStyle, defaultStyle } from "./model.ts"
import { legendHeight, plotOf } from "./plot.ts"
import { tickText } from "./scale.ts"
import { Pointer } from "./pointer.tsx"
import type { ChartSeries } from "./series.ts"
import { SeriesTable } from "./series-table.tsx"
import { timeTicks } from "./time-ticks.ts"
import { useWidth } from "./use-width.ts"

export interface TimeChartProps {
  /** Names the chart for screen readers. */
  label: string
  series: readonly ChartSeries[]
  range: { fromMs: number; toMs: number }
  /** IANA zone. */
  timezone: string
  locale: "en" | "ko"
  /** Pixels; absent width: the container's. */
  height: number
  width?: number
  unit?: string
  decimals?: number | null
  /** Distance of samples; longer silences are gaps. 0: unknown. */
  stepMs?: number
  style?: Partial<ChartStyle>
  thresholds?: readonly ThresholdLine[]
  regions?: readonly Region[]
  markers?: readonly Marker[]
  exemplars?: readonly Exemplar[]
  legend?: "list" | "table" | "none"
  /** Charts of one group share the crosshair. */
  group?: string
  /** Absent: nothing can be dragged out. */
  onSelectRange?: (fromMs: number, toMs: number) => void
}

const none: readonly never[] = []

/** Lines, bars or points over time, with axes, marks, a shared crosshair, a legend and the same data as a table. */
export function TimeChart(props: TimeChartProps) {
  const { series, height, legend = "list", locale, unit, decimals } = props
  const t = useTranslations("panel")
  const [measure, width] = useWidth(props.width)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [asTable, setAsTable] = useState(false)
  const below = legendHeight(legend, series.length, height, width)
  const { model, style } = useModel(props, hidden, height - below)
  const write = (value: number) => formatValue(value, { unit, decimals: decimals ?? undefined }, locale).full
  const names = series.map((one) => one.name)
  const choose = (name: string, more: boolean) => setHidden((now) => isolateOrToggle(names, now, name, more))
  return (
    <figure
      className={classes.chart}
      ref={measure}
      style={{ height }}
      aria-label={`${props.label}. ${t("chart.summary", { count: series.length })}`}
    >
      {asTable ? (
        <SeriesTable
          series={series}
          timezone={props.timezone}
          locale={locale}
          height={height}
          write={write}
          onClose={() => setAsTable(false)}
        />
      ) : (
        <>
          <div className={classes.stage} style={{ height: height - below }}>
            {width > 0 && (
              <Stage
                {...props}
                {...{ width, hidden, model, write }}
                chartStyle={style}
                height={height - below}
                onTable={() => setAsTable(true)}
              />
            )}
          </div>
          {below > 0 && (
            <Legend mode={legend} series={series} colours={model.colours} hidden={hidden} height={below} write={write} onChoose={choose} />
          )}
        </>
      )}
    </figure>
  )
}

function useModel(props: TimeChartProps, hidden: ReadonlySet<string>, height: number): { model: ChartModel; style: ChartStyle } {
  const { series, range, thresholds = none, unit, stepMs = 0 } = props
  const scheme = useComputedColorScheme("dark", { getInitialValueInEffect: false })
  const style = useMemo(() => ({ ...defaultStyle, ...props.style }), [props.style])
  const model = useMemo(
    () =>
      chartModel({
        series,
        hidden,
        style,
        scheme,
        range,
        stepMs,
        height: Math.max(1, height - 28),
        base: isBinary(unit) ? 2 : 10,
        include: thresholds.map((line) => line.value).filter((value) => Number.isFinite(value)),
      }),
    [series, hidden, style, scheme, range, stepMs, height, unit, thresholds],
  )
  return { model, style }
}

/** Everything that is placed by pixels, from the back to the front. */
function Stage(
  props: TimeChartProps & {
    width: number
    hidden: ReadonlySet<string>
    model: ChartModel
    chartStyle: ChartStyle
    write: (value: number) => string
    onTable: () => void
  },
) {
  const { width, height, model, chartStyle, range, locale, timezone, thresholds = none } = props
  const unit = chartStyle.stacking === "percent" ? "percent" : props.unit
  const labels = model.scale.ticks.map((tick) => tickText(formatValue(tick, { unit }, locale).full))
  const plot = plotOf(width, height, Math.max(0, ...labels.map((text) => text.length)))
  const ticks = timeTicks({ ...range, width: plot.width, timezone, locale })
  const around = { plot, range, scale: model.scale }
  return (
    <>
      <Axes {...around} width={width} height={height} labels={labels} ticks={ticks} />
      <Annotations layer="below" {...around} thresholds={thresholds} regions={props.regions ?? none} />
      <ChartCanvas plot={plot} range={range} model={model} style={chartStyle} />
      <Pointer
        {...{ plot, range, model, timezone, locale }}
        series={props.series}
        hidden={props.hidden}
        write={props.write}
        stepMs={props.stepMs ?? 0}
        group={props.group}
        onSelectRange={props.onSelectRange}
        onTable={props.onTable}
      />
      <Annotations layer="above" {...around} thresholds={thresholds} markers={props.markers ?? none} exemplars={props.exemplars ?? none} />
    </>
  )
}

function isBinary(unit: string | undefined): boolean {
  return unit !== undefined && /^(k|m|g|t|p)?(bytes|bits)$|^bin(bps|Bps)$/.test(unit)
}
