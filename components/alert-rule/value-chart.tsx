"use client"

import { useLocale } from "next-intl"
import { useMemo } from "react"
import type { Region } from "#components/chart/annotations.tsx"
import type { ChartSeries } from "#components/chart/series.ts"
import { TimeChart } from "#components/chart/time-chart.tsx"
import type { Language } from "#lib/language/language.ts"

export interface MeasuredSeries {
  labels: Record<string, string>
  times: number[]
  values: (number | null)[]
}

/** What a rule compares, with its threshold as a line; spans where it waited or fired lie behind. */
export function ValueChart({
  label,
  series,
  threshold,
  unit,
  range,
  stepMs,
  regions,
  height = 220,
  group,
}: {
  label: string
  series: MeasuredSeries[]
  threshold?: number
  unit?: string
  range: { fromMs: number; toMs: number }
  stepMs?: number
  regions?: Region[]
  height?: number
  group?: string
}) {
  const locale = useLocale() as Language
  const named = useMemo(() => nameSeries(series), [series])
  const lines = useMemo(
    () => (threshold === undefined ? [] : [{ value: threshold, color: "var(--bongsu-firing)", draw: "line" as const }]),
    [threshold],
  )
  return (
    <TimeChart
      label={label}
      series={named}
      range={range}
      timezone={new Intl.DateTimeFormat().resolvedOptions().timeZone}
      locale={locale}
      height={height}
      unit={unit}
      stepMs={stepMs}
      thresholds={lines}
      regions={regions}
      legend={named.length > 1 ? "list" : "none"}
      group={group}
    />
  )
}

/** Series by the labels in which they differ; a lone one by all that it has. */
function nameSeries(series: MeasuredSeries[]): ChartSeries[] {
  const names = [...new Set(series.flatMap((one) => Object.keys(one.labels)))].toSorted()
  const differing = names.filter((name) => new Set(series.map((one) => one.labels[name])).size > 1)
  return series.map((one, index) => ({
    name:
      (differing.length > 0 ? differing : names)
        .filter((name) => one.labels[name])
        .map((name) => `${name}=${one.labels[name]}`)
        .join(" ") || `#${index + 1}`,
    times: one.times,
    values: one.values,
  }))
}
