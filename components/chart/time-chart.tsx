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
import { chartModel, type ChartStyle, defaultStyle } from "./model.ts"
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
  const { series, range, height, thresholds = none, legend = "list", locale, unit, decimals } = props
  const t = useTranslations("panel")
  const scheme = useComputedColorScheme("dark", { getInitialValueInEffect: false })
  const [measure, width] = useWidth(props.width)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [asTable, setAsTable] = useState(false)
  const below = legendHeight(legend, series.length, height, width)
  const inner = height - below
  const style = useMemo(() => ({ ...defaultStyle, ...props.style }), [props.style])
  const model = useMemo(
    () =>
      chartModel({
        series,
        hidden,
        style,
        scheme,
        range,
        stepMs: props.stepMs ?? 0,
        height: Math.max(1, inner - 28),
        base: isBinary(unit) ? 2 : 10,
        include: thresholds.map((line) => line.value).filter((value) => Number.isFinite(value)),
      }),
    [series, hidden, style, scheme, range, props.stepMs, inner, unit, thresholds],
  )
  const tickUnit = style.stacking === "percent" ? "percent" : unit
  const labels = model.scale.ticks.map((tick) => tickText(formatValue(tick, { unit: tickUnit }, locale).full))
  const plot = plotOf(width, inner, Math.max(0, ...labels.map((text) => text.length)))
  const write = (value: number) => formatValue(value, { unit, decimals: decimals ?? undefined }, locale).full
  const ticks = width > 0 ? timeTicks({ ...range, width: plot.width, timezone: props.timezone, locale }) : []
  const toggle = (name: string, more: boolean) =>
    setHidden((now) =>
      isolateOrToggle(
        series.map((one) => one.name),
        now,
        name,
        more,
      ),
    )
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
          <div className={classes.stage} style={{ height: inner }}>
            {width > 0 && (
              <>
                <Axes plot={plot} width={width} height={inner} scale={model.scale} labels={labels} ticks={ticks} range={range} />
                <Annotations
                  layer="below"
                  plot={plot}
                  range={range}
                  scale={model.scale}
                  thresholds={thresholds}
                  regions={props.regions ?? none}
                />
                <ChartCanvas plot={plot} range={range} model={model} style={style} />
                <Pointer
                  {...{ plot, range, model, series, hidden, write }}
                  timezone={props.timezone}
                  locale={locale}
                  stepMs={props.stepMs ?? 0}
                  group={props.group}
                  onSelectRange={props.onSelectRange}
                  onTable={() => setAsTable(true)}
                />
                <Annotations
                  layer="above"
                  plot={plot}
                  range={range}
                  scale={model.scale}
                  thresholds={thresholds}
                  markers={props.markers ?? none}
                  exemplars={props.exemplars ?? none}
                />
              </>
            )}
          </div>
          {below > 0 && (
            <Legend mode={legend} series={series} colours={model.colours} hidden={hidden} height={below} write={write} onChoose={toggle} />
          )}
        </>
      )}
    </figure>
  )
}

function isBinary(unit: string | undefined): boolean {
  return unit !== undefined && /^(k|m|g|t|p)?(bytes|bits)$|^bin(bps|Bps)$/.test(unit)
}
