"use client"

import { useTranslations } from "next-intl"
import { useMemo } from "react"
import { TimeChart } from "#components/chart/time-chart.tsx"
import type { PanelViewProps } from "#components/panel/kind.ts"
import { formatTime } from "#lib/format/date.ts"
import { formatValue } from "#lib/format/value.ts"
import type { PreparedTimeseries } from "./prepare.ts"

export function TimeseriesView({ prepared, environment, actions, width, height }: PanelViewProps<PreparedTimeseries>) {
  const t = useTranslations("panel")
  const { range, timezone, locale } = environment
  const { openTrace } = actions
  const exemplars = useMemo(
    () =>
      prepared.exemplars.map(({ timeMs, value, traceId }) => ({
        timeMs,
        value,
        label: t("timeseries.exemplar", {
          traceId,
          value: formatValue(value, { unit: prepared.unit }, locale).full,
          time: formatTime(timeMs, timezone, locale, { zone: true }),
        }),
        onOpen: openTrace && (() => openTrace(traceId)),
      })),
    [prepared, openTrace, t, timezone, locale],
  )
  return (
    <TimeChart
      label={t("timeseries.label")}
      series={prepared.series}
      range={range}
      timezone={timezone}
      locale={locale}
      width={width}
      height={height}
      unit={prepared.unit}
      decimals={prepared.decimals}
      stepMs={prepared.stepMs}
      style={prepared.style}
      thresholds={prepared.thresholds}
      exemplars={exemplars}
      legend={prepared.legend}
      group="panels"
      onSelectRange={actions.selectRange}
    />
  )
}
