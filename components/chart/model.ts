import { seriesColours, type Scheme } from "./colours.ts"
import type { DrawnSeries } from "./draw.ts"
import { type Scale, scaleOf } from "./scale.ts"
import { aligned, type ChartSeries, extent, flatPairs, percentColumns, stackedExtent, type Stacking } from "./series.ts"

export interface ChartStyle {
  draw: "line" | "bars" | "points"
  /** 0–100. */
  fill: number
  /** Pixels. */
  lineWidth: number
  interpolation: "linear" | "step" | "smooth"
  stacking: Stacking
  /** Draws over missing samples. */
  connect: boolean
  scale: "linear" | "log"
  min?: number | null
  max?: number | null
}

export const defaultStyle: ChartStyle = {
  draw: "line",
  fill: 8,
  lineWidth: 1.5,
  interpolation: "linear",
  stacking: "none",
  connect: false,
  scale: "linear",
}

export interface ChartModel {
  colours: string[]
  drawn: DrawnSeries[]
  scale: Scale
  /** What each series reads at its i-th drawn instant once stacked; empty without stacking. */
  tops: { times: Float64Array; columns: Float64Array[] } | undefined
}

export interface ModelInput {
  series: readonly ChartSeries[]
  hidden: ReadonlySet<string>
  style: ChartStyle
  scheme: Scheme
  range: { fromMs: number; toMs: number }
  stepMs: number
  /** Pixels of the plot. */
  height: number
  base: 2 | 10
  /** Values that must be in view (threshold lines). */
  include: readonly number[]
}

/** Colours, scale and drawn columns of a chart: everything that is decided before a pixel is drawn. */
export function chartModel(input: ModelInput): ChartModel {
  const named = seriesColours(
    input.series.map((one) => one.name),
    input.scheme,
  )
  const colours = input.series.map((one, index) => one.color ?? named[index]!)
  const shown = input.series.map((_, index) => index).filter((index) => !input.hidden.has(input.series[index]!.name))
  const stacked = input.style.stacking !== "none"
  return stacked ? stackedModel(input, colours, shown) : plainModel(input, colours, shown)
}

function plainModel(input: ModelInput, colours: string[], shown: number[]): ChartModel {
  const { series, style, stepMs } = input
  const visible = shown.map((index) => series[index]!)
  const found = extent(visible, input.range, style.scale === "log" ? 0 : undefined)
  return {
    colours,
    tops: undefined,
    scale: scaleFor(input, found),
    drawn: shown.map((index) => {
      const one = series[index]!
      const pairs = flatPairs(one.times, one.values, stepMs, style.connect || style.draw !== "line")
      return { pairs, colour: colours[index]!, kind: style.draw, ghost: one.ghost ?? false }
    }),
  }
}

function stackedModel(input: ModelInput, colours: string[], shown: number[]): ChartModel {
  const { series, style } = input
  const { times, columns: raw } = aligned(
    shown.map((index) => series[index]!),
    style.connect ? 0 : input.stepMs,
  )
  const columns = style.stacking === "percent" ? percentColumns(raw) : raw
  const found = style.stacking === "percent" ? { low: 0, high: 100 } : stackedExtent(columns)
  return {
    colours,
    scale: scaleFor(input, found),
    tops: { times, columns: topsOf(columns, series.length, shown) },
    drawn: shown.map((index, at) => ({
      pairs: interleave(times, columns[at]!),
      colour: colours[index]!,
      kind: style.draw,
      ghost: false,
    })),
  }
}

function scaleFor(input: ModelInput, found: { low: number; high: number }): Scale {
  const { style } = input
  const bars = style.draw === "bars" || style.stacking !== "none"
  const low = Math.min(found.low, ...input.include, ...(bars ? [0] : []))
  const high = Math.max(found.high, ...input.include, ...(bars ? [0] : []))
  const usable = Number.isNaN(found.low) ? found : { low, high }
  return scaleOf({ ...usable, kind: style.scale, min: style.min, max: style.max, base: input.base, height: input.height })
}

/** Where the upper edge of each shown series lies, indexed as the chart's series; hidden ones stay empty. */
function topsOf(columns: Float64Array[], count: number, shown: number[]): Float64Array[] {
  const length = columns[0]?.length ?? 0
  const up = new Float64Array(length)
  const down = new Float64Array(length)
  const tops = Array.from({ length: count }, () => new Float64Array(0))
  columns.forEach((column, at) => {
    const top = new Float64Array(length)
    for (let index = 0; index < length; index++) {
      const value = column[index]!
      if (value >= 0) top[index] = up[index]! += value
      else if (value < 0) top[index] = down[index]! += value
      else top[index] = Number.NaN
    }
    tops[shown[at]!] = top
  })
  return tops
}

function interleave(times: Float64Array, values: Float64Array): Float64Array {
  const pairs = new Float64Array(times.length * 2)
  for (let index = 0; index < times.length; index++) {
    pairs[index * 2] = times[index]!
    pairs[index * 2 + 1] = values[index]!
  }
  return pairs
}
