import classes from "./alert-instance.module.css"
import type { Trend } from "./trend.ts"

export const trendSize = { width: 180, height: 24 }

/** The value over the last hour with its threshold drawn in. */
export function TrendLine({ trend, state }: { trend: Trend; state: string }) {
  const { width, height } = trendSize
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" className={classes.trend} aria-hidden data-state={state}>
      <line className={classes.limit} x1="0" x2={width} y1={trend.thresholdY} y2={trend.thresholdY} vectorEffect="non-scaling-stroke" />
      <path className={classes.line} d={trend.line} vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
