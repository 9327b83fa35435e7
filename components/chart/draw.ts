import { BarChart, type BarSeriesOption, LineChart, type LineSeriesOption } from "echarts/charts"
import { GridComponent } from "echarts/components"
import { init, use as register } from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"
import type { Scale } from "./scale.ts"

register([LineChart, BarChart, GridComponent, CanvasRenderer])

export interface DrawnSeries {
  /** Flat x, y pairs; NaN is a gap. */
  pairs: Float64Array
  colour: string
  kind: "line" | "bars" | "points"
  ghost: boolean
}

export interface DrawInput {
  width: number
  height: number
  range: { fromMs: number; toMs: number }
  scale: Scale
  series: DrawnSeries[]
  /** Line in pixels; fill 0–1. */
  lineWidth: number
  fill: number
  interpolation: "linear" | "step" | "smooth"
  stacked: boolean
}

export interface Drawing {
  draw(input: DrawInput): void
  dispose(): void
}

/** A canvas that holds nothing but the lines: axes, marks and the cursor are ours and lie above and below it. */
export function mountDrawing(element: HTMLElement): Drawing {
  const chart = init(element, undefined, { renderer: "canvas", width: 1, height: 1 })
  let size = ""
  return {
    draw(input) {
      const wanted = `${input.width}x${input.height}`
      if (wanted !== size) chart.resize({ width: input.width, height: input.height, silent: true })
      size = wanted
      chart.setOption(optionOf(input), { replaceMerge: ["series"], silent: true })
    },
    dispose: () => chart.dispose(),
  }
}

function optionOf(input: DrawInput): Record<string, unknown> {
  const { scale, range } = input
  const hidden = {
    show: false,
    splitLine: { show: false },
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { show: false },
  }
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0, containLabel: false },
    // A time axis and not a value axis: only then do stacks add up along y.
    xAxis: { ...hidden, type: "time", min: range.fromMs, max: range.toMs },
    yAxis: { ...hidden, type: scale.kind === "log" ? "log" : "value", min: scale.min, max: scale.max },
    series: input.series.map((series) => (series.kind === "bars" ? barsOf(series, input) : lineOf(series, input))),
  }
}

function lineOf(series: DrawnSeries, input: DrawInput): LineSeriesOption {
  const points = series.kind === "points"
  return {
    type: "line",
    ...common(series, input),
    // A lone sample between two gaps has no line to stand on: its symbol shows it.
    showSymbol: points || hasLoneSample(series.pairs),
    symbol: "circle",
    symbolSize: points ? 4 : (value: number[]) => (lone(series.pairs, value) ? 4 : 0),
    step: input.interpolation === "step" ? "end" : false,
    smooth: input.interpolation === "smooth" ? 0.35 : false,
    smoothMonotone: "x",
    lineStyle: {
      width: points ? 0 : series.ghost ? 1 : input.lineWidth,
      color: series.colour,
      opacity: series.ghost ? 0.6 : 1,
      type: series.ghost ? "dashed" : "solid",
    },
    areaStyle: input.fill > 0 && !points && !series.ghost ? { color: series.colour, opacity: input.fill, origin: "auto" } : undefined,
  }
}

function barsOf(series: DrawnSeries, input: DrawInput): BarSeriesOption {
  return { type: "bar", ...common(series, input), barMaxWidth: 40, barMinWidth: 1, barGap: "0%", barCategoryGap: "15%" }
}

function common(series: DrawnSeries, input: DrawInput): object {
  return {
    data: series.pairs,
    dimensions: ["x", "y"],
    encode: { x: "x", y: "y" },
    silent: true,
    animation: false,
    emphasis: { disabled: true },
    itemStyle: { color: series.colour },
    clip: true,
    stack: input.stacked && !series.ghost ? "all" : undefined,
  }
}

/** Times of samples that have a gap on both sides; found once a column. */
const loneTimes = new WeakMap<Float64Array, Set<number>>()

function lonesOf(pairs: Float64Array): Set<number> {
  const known = loneTimes.get(pairs)
  if (known) return known
  const found = new Set<number>()
  for (let index = 0; index < pairs.length; index += 2) {
    if (Number.isNaN(pairs[index + 1])) continue
    const before = index === 0 || Number.isNaN(pairs[index - 1])
    const after = index + 2 >= pairs.length || Number.isNaN(pairs[index + 3])
    if (before && after) found.add(pairs[index]!)
  }
  loneTimes.set(pairs, found)
  return found
}

function hasLoneSample(pairs: Float64Array): boolean {
  return lonesOf(pairs).size > 0
}

function lone(pairs: Float64Array, value: number[]): boolean {
  return lonesOf(pairs).has(Number(value[0]))
}
