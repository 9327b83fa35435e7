import classes from "./chart.module.css"
import { type Plot, timeToPixel } from "./plot.ts"
import { pixelOf, type Scale } from "./scale.ts"
import type { TimeTick } from "./time-ticks.ts"

/** Grid lines and labels below the data. */
export function Axes({
  plot,
  width,
  height,
  scale,
  labels,
  ticks,
  range,
}: {
  plot: Plot
  width: number
  height: number
  scale: Scale
  labels: string[]
  ticks: TimeTick[]
  range: { fromMs: number; toMs: number }
}) {
  const bottom = plot.top + plot.height
  return (
    <svg className={classes.layer} width={width} height={height} aria-hidden>
      {scale.ticks.map((tick, index) => {
        const y = Math.round(plot.top + pixelOf(scale, tick, plot.height)) + 0.5
        if (y < plot.top - 1 || y > bottom + 1) return null
        return (
          <g key={tick}>
            <line className={classes.grid} x1={plot.left} x2={plot.left + plot.width} y1={y} y2={y} />
            <text className={classes.tick} x={plot.left - 8} y={y + 3.5} textAnchor="end">
              {labels[index]}
            </text>
          </g>
        )
      })}
      {ticks.map((tick) => {
        const x = Math.round(plot.left + timeToPixel(plot, range, tick.timeMs)) + 0.5
        const room = x > plot.left + 14 && x < width - 16
        return (
          <g key={tick.timeMs}>
            <line className={classes.grid} x1={x} x2={x} y1={plot.top} y2={bottom} />
            {room && (
              <text className={classes.tick} x={x} y={bottom + 15} textAnchor="middle">
                {tick.label}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
