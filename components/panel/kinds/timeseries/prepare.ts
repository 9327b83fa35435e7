import type { ChartStyle } from "#components/chart/model.ts"
import type { PanelEnvironment } from "#components/panel/kind.ts"
import { isExemplars, type NamedSeries, seriesOf } from "#components/panel/series-of.ts"
import { absoluteSteps, cssColour } from "#components/panel/value-options.ts"
import { fieldOf, type Frame } from "#lib/frame/frame.ts"
import type { TimeseriesOptions } from "./options.ts"

export interface PreparedTimeseries {
  series: NamedSeries[]
  style: ChartStyle
  thresholds: { value: number; color: string; draw: "line" | "area" | "both"; to?: number }[]
  exemplars: { timeMs: number; value: number; traceId: string }[]
  unit: string
  decimals: number | null
  legend: "list" | "table" | "none"
  stepMs: number
}

/** Series with their names, threshold lines in values, and the exemplars that lead to a trace. */
export function prepareTimeseries(frames: Frame[], options: TimeseriesOptions, environment: PanelEnvironment): PreparedTimeseries {
  const { draw, fill, lineWidth, interpolation, stacking, connect, scale, min, max } = options
  return {
    series: seriesOf(frames),
    style: { draw, fill, lineWidth, interpolation, stacking, connect, scale, min, max },
    thresholds: thresholdsOf(options),
    exemplars: options.exemplars ? frames.filter(isExemplars).flatMap(exemplarsOf) : [],
    unit: options.unit,
    decimals: options.decimals,
    legend: options.legend,
    stepMs: environment.stepMs,
  }
}

function thresholdsOf(options: TimeseriesOptions): PreparedTimeseries["thresholds"] {
  const style = options.thresholdStyle
  if (style === "none") return []
  const steps = absoluteSteps(options)
  return steps
    .map((step, index) => ({ value: step.value, color: cssColour(step.color), draw: style, to: steps[index + 1]?.value }))
    .filter((step) => Number.isFinite(step.value) || step.draw !== "line")
}

function exemplarsOf(frame: Frame): PreparedTimeseries["exemplars"] {
  const times = fieldOf(frame, "time", "time")?.values ?? []
  const values = fieldOf(frame, "value", "number")?.values ?? []
  const traces = fieldOf(frame, "traceId", "text")?.values ?? []
  return Array.from(times, (timeMs, row) => ({ timeMs, value: values[row] ?? Number.NaN, traceId: traces[row] ?? "" })).filter(
    (exemplar) => Number.isFinite(exemplar.value) && exemplar.traceId !== "",
  )
}
