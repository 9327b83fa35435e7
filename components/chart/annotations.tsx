import { useId } from "react"
import classes from "./chart.module.css"
import { spreadExemplars } from "./exemplars.ts"
import { type Plot, timeToPixel } from "./plot.ts"
import { pixelOf, type Scale } from "./scale.ts"

export interface ThresholdLine {
  value: number
  /** CSS colour. */
  color: string
  /** A line, the area from here to the next threshold, or both. */
  draw: "line" | "area" | "both"
  /** End of the area; absent: the plot's edge. */
  to?: number
}

export interface Region {
  fromMs: number
  toMs: number
  /** Pending is hatched, so that it differs from firing without colour. */
  state: "pending" | "firing"
  label: string
}

export interface Marker {
  timeMs: number
  label: string
}

export interface Exemplar {
  timeMs: number
  value: number
  label: string
  onOpen?: () => void
}

interface Surroundings {
  plot: Plot
  range: { fromMs: number; toMs: number }
  scale: Scale
  thresholds: readonly ThresholdLine[]
}

/** What is said about the data: below it areas and spans of time, above it threshold lines, markers and exemplars. */
export function Annotations({
  layer,
  regions = [],
  markers = [],
  exemplars = [],
  ...around
}: Surroundings & { layer: "below" | "above"; regions?: readonly Region[]; markers?: readonly Marker[]; exemplars?: readonly Exemplar[] }) {
  const { plot } = around
  return (
    <svg
      className={layer === "below" ? classes.layer : classes.marks}
      style={{ left: plot.left, top: plot.top }}
      width={plot.width}
      height={plot.height}
      overflow="hidden"
    >
      {layer === "below" ? (
        <>
          <ThresholdAreas {...around} />
          <Regions {...around} regions={regions} />
        </>
      ) : (
        <>
          <ThresholdLines {...around} />
          <Markers {...around} markers={markers} />
          <Exemplars {...around} exemplars={exemplars} />
        </>
      )}
    </svg>
  )
}

function ThresholdAreas({ plot, scale, thresholds }: Surroundings) {
  return thresholds
    .filter((line) => line.draw !== "line")
    .map((line, index) => {
      const from = clamp(Number.isFinite(line.value) ? pixelOf(scale, line.value, plot.height) : plot.height, plot.height)
      const to = clamp(line.to === undefined ? 0 : pixelOf(scale, line.to, plot.height), plot.height)
      return (
        <rect key={index} x={0} width={plot.width} y={Math.min(from, to)} height={Math.abs(from - to)} fill={line.color} opacity={0.1} />
      )
    })
}

function ThresholdLines({ plot, scale, thresholds }: Surroundings) {
  return thresholds
    .filter((line) => line.draw !== "area" && Number.isFinite(line.value))
    .map((line, index) => {
      const y = Math.round(pixelOf(scale, line.value, plot.height)) + 0.5
      return <line key={index} className={classes.threshold} x1={0} x2={plot.width} y1={y} y2={y} stroke={line.color} />
    })
}

function Regions({ plot, range, regions }: Surroundings & { regions: readonly Region[] }) {
  const hatch = useId()
  if (regions.length === 0) return null
  return (
    <>
      <pattern id={hatch} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={2} height={6} className={classes.pending} />
      </pattern>
      {regions.map((region, index) => {
        const from = clamp(timeToPixel(plot, range, region.fromMs), plot.width)
        const to = clamp(timeToPixel(plot, range, region.toMs), plot.width)
        const firing = region.state === "firing"
        return (
          <g key={index}>
            <title>{region.label}</title>
            <rect
              className={firing ? classes.firingSpan : classes.pendingSpan}
              x={from}
              width={Math.max(1, to - from)}
              y={0}
              height={plot.height}
              fill={firing ? undefined : `url(#${hatch})`}
            />
            <rect
              className={firing ? classes.firing : classes.pending}
              x={from}
              width={Math.max(1, to - from)}
              y={plot.height - 3}
              height={3}
            />
          </g>
        )
      })}
    </>
  )
}

function Markers({ plot, range, markers }: Surroundings & { markers: readonly Marker[] }) {
  return markers
    .filter((marker) => marker.timeMs >= range.fromMs && marker.timeMs <= range.toMs)
    .map((marker, index) => {
      const x = Math.round(timeToPixel(plot, range, marker.timeMs)) + 0.5
      const left = x > plot.width * 0.75
      return (
        <g key={index}>
          <line className={classes.marker} x1={x} x2={x} y1={0} y2={plot.height} />
          <text className={classes.markerText} x={left ? x - 4 : x + 4} y={10} textAnchor={left ? "end" : "start"}>
            {marker.label}
          </text>
        </g>
      )
    })
}

function Exemplars({ plot, range, scale, exemplars }: Surroundings & { exemplars: readonly Exemplar[] }) {
  const placed = exemplars.map((exemplar) => ({
    exemplar,
    x: timeToPixel(plot, range, exemplar.timeMs),
    y: clamp(pixelOf(scale, exemplar.value, plot.height), plot.height),
  }))
  return spreadExemplars(placed, plot.width).map(({ exemplar, x, y }, index) => (
    <path
      key={index}
      className={classes.exemplar}
      d={`M${x} ${y - 5}l5 5l-5 5l-5 -5z`}
      role={exemplar.onOpen ? "button" : undefined}
      tabIndex={exemplar.onOpen ? 0 : undefined}
      aria-label={exemplar.label}
      onClick={exemplar.onOpen}
      onKeyDown={(event) => event.key === "Enter" && exemplar.onOpen?.()}
    >
      <title>{exemplar.label}</title>
    </path>
  ))
}

function clamp(value: number, most: number): number {
  return Number.isNaN(value) ? most : Math.min(most, Math.max(0, value))
}
